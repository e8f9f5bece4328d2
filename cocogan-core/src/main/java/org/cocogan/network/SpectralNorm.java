package org.cocogan.network;

import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Spectral normalisation (Miyato et al. 2018): a weight divided by its largest singular value.
 *
 * <p>The value σ is estimated by one power iteration from a carried vector u: with W as [out,
 * in·k·k], v = uW / |uW|, u' = vWᵀ / |vWᵀ|, σ = vWᵀu'ᵀ. All passes of one step share the iteration.
 *
 * @param variant whether v is a constant for the gradient, as published, or the gradient goes
 *     through the iteration, as in the released code
 */
public record SpectralNorm(Variant variant) {
  private static final float EPSILON = 1e-12f;
  private static final String VECTOR = "/u";

  /** Whether a parameter is a vector u, which has the length 1. */
  public static boolean isVector(Parameter parameter) {
    return !parameter.trained() && parameter.name().endsWith(VECTOR);
  }

  /** The carried vector u [1, out] of the layer. */
  Parameter vector(String layer, int out) {
    return new Parameter(
        layer + VECTOR, Shape.of(1, out), false, new Initializer.TruncatedNormal(1));
  }

  /** The weight of the layer divided by σ. */
  Tensor weight(String layer, NetworkScope scope) {
    return scope.shared(layer + "/normalized", () -> normalize(layer, scope));
  }

  private Tensor normalize(String layer, NetworkScope scope) {
    Tensor weight = scope.weight(layer + "/weight");
    Tensor matrix = matrix(weight);
    Tensor v = held(unit(scope.state(layer + VECTOR).matMul(held(matrix))));
    Tensor product = v.matMul(matrix.transpose());
    // σ = |vWᵀ|, whose gradient towards vWᵀ is u', whether or not it passes through u' too.
    Tensor u = unit(product.stopGradient()).stopGradient();
    scope.advance(layer + VECTOR, u);
    return weight.divide(product.multiply(u).sum());
  }

  /** [out, in·k·k], its columns in the order in which engines like to keep kernels. */
  private static Tensor matrix(Tensor weight) {
    Tensor ordered = weight.shape().rank() == 4 ? weight.permute(0, 2, 3, 1) : weight;
    return ordered.reshape(weight.shape().dimension(0), -1);
  }

  private Tensor held(Tensor tensor) {
    return variant == Variant.PAPER ? tensor.stopGradient() : tensor;
  }

  private static Tensor unit(Tensor vector) {
    return vector.divide(vector.square().sum().sqrt().add(EPSILON));
  }
}
