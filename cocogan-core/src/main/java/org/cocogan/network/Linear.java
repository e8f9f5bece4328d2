package org.cocogan.network;

import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * y = xWᵀ + b for x [batch, in], W [out, in], b [out]; zero bias at first.
 *
 * @param name prefix of its parameters
 * @param in entries of the input
 * @param out entries of the output
 * @param spectralNorm whether W is divided by its largest singular value
 * @param initializer of W
 */
public record Linear(String name, int in, int out, boolean spectralNorm, Initializer initializer) {
  /** With Glorot-uniform weights, in ±√(6 / (in + out)). */
  public Linear(String name, int in, int out, boolean spectralNorm) {
    this(name, in, out, spectralNorm, new Initializer.Uniform(Math.sqrt(6.0 / (in + out))));
  }

  /** What it reads: W and b, and the carried vector of spectral normalisation. */
  public List<Parameter> parameters() {
    Parameter weight = new Parameter(name + "/weight", Shape.of(out, in), true, initializer);
    Parameter bias =
        new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(0));
    return spectralNorm
        ? List.of(weight, bias, SpectralNorm.vector(name, out))
        : List.of(weight, bias);
  }

  /**
   * Applies the layer.
   *
   * @param x [batch, in]
   * @return [batch, out]
   */
  public Tensor apply(Tensor x, NetworkScope scope) {
    Tensor weight =
        spectralNorm ? SpectralNorm.weight(name, scope) : scope.weight(name + "/weight");
    return x.matMul(weight.transpose()).add(scope.weight(name + "/bias"));
  }
}
