package org.cocogan.network;

import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Spectral normalisation (Miyato et al. 2018): a weight divided by its largest singular value.
 *
 * <p>The value σ is estimated by one power iteration from a carried vector u: with W as [out,
 * in·k·k], v = uW / |uW|, u' = vWᵀ / |vWᵀ|, σ = vWᵀu'ᵀ. u and v are constants for the gradient. All
 * passes of one step share the iteration.
 */
final class SpectralNorm {
  private static final float EPSILON = 1e-12f;

  private SpectralNorm() {}

  /** The carried vector u [1, out] of the layer. */
  static Parameter vector(String layer, int out) {
    return new Parameter(layer + "/u", Shape.of(1, out), false, new Initializer.TruncatedNormal(1));
  }

  /** The weight of the layer divided by σ. */
  static Tensor weight(String layer, NetworkScope scope) {
    return scope.shared(layer + "/normalized", () -> normalize(layer, scope));
  }

  private static Tensor normalize(String layer, NetworkScope scope) {
    Tensor weight = scope.weight(layer + "/weight");
    Tensor matrix = weight.reshape(weight.shape().dimension(0), -1);
    Tensor v = unit(scope.state(layer + "/u").matMul(matrix.stopGradient()));
    Tensor product = v.matMul(matrix.transpose());
    Tensor u = unit(product.stopGradient());
    scope.advance(layer + "/u", u);
    return weight.divide(product.multiply(u).sum());
  }

  private static Tensor unit(Tensor vector) {
    return vector.divide(vector.square().sum().sqrt().add(EPSILON)).stopGradient();
  }
}
