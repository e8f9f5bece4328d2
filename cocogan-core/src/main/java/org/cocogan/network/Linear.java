package org.cocogan.network;

import java.util.List;
import java.util.Optional;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A linear layer y = xWᵀ + b for x [batch, in], W [out, in], b [out]; zero bias at first.
 *
 * @param name prefix of its parameters
 * @param in entries of the input
 * @param out entries of the output
 * @param spectralNorm divides W by its largest singular value, if it is there
 * @param initializer of W
 */
public record Linear(
    String name, int in, int out, Optional<SpectralNorm> spectralNorm, Initializer initializer) {
  /** Makes a layer without spectral normalisation. */
  public Linear(String name, int in, int out, Initializer initializer) {
    this(name, in, out, Optional.empty(), initializer);
  }

  /**
   * Makes a layer without spectral normalisation, with Glorot-uniform weights, in ±√(6 / (in +
   * out)).
   */
  public Linear(String name, int in, int out) {
    this(name, in, out, glorot(in, out));
  }

  /** Makes a layer with spectral normalisation and Glorot-uniform weights. */
  public Linear(String name, int in, int out, SpectralNorm spectralNorm) {
    this(name, in, out, Optional.of(spectralNorm), glorot(in, out));
  }

  private static Initializer glorot(int in, int out) {
    return new Initializer.Uniform(Math.sqrt(6.0 / (in + out)));
  }

  /** What it reads: W and b, and the carried vector of spectral normalisation. */
  public List<Parameter> parameters() {
    Parameter weight = new Parameter(name + "/weight", Shape.of(out, in), true, initializer);
    Parameter bias =
        new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(0));
    return spectralNorm
        .map(norm -> List.of(weight, bias, norm.vector(name, out)))
        .orElse(List.of(weight, bias));
  }

  /**
   * Applies the layer.
   *
   * @param x [batch, in]
   * @return [batch, out]
   */
  public Tensor apply(Tensor x, NetworkScope scope) {
    Tensor weight =
        spectralNorm
            .map(norm -> norm.weight(name, scope))
            .orElseGet(() -> scope.weight(name + "/weight"));
    return x.matMul(weight.transpose()).add(scope.weight(name + "/bias"));
  }
}
