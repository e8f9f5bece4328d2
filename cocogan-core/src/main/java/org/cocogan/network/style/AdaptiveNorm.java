package org.cocogan.network.style;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Tensor;

/**
 * Adaptive instance normalisation: γ(w)·(x - mean) / √(var + 1e-5) + β(w), mean and biased variance
 * of each channel of each sample, γ and β linear in the style w (Huang and Belongie 2017).
 */
final class AdaptiveNorm {
  private static final float EPSILON = 1e-5f;

  private final EqualizedLinear gamma;
  private final EqualizedLinear beta;

  AdaptiveNorm(String name, int style, int channels) {
    gamma = new EqualizedLinear(name + "/gamma", style, channels, 1, 1);
    beta = new EqualizedLinear(name + "/beta", style, channels);
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(gamma.parameters());
    parameters.addAll(beta.parameters());
    return parameters;
  }

  /**
   * Normalises x in a style.
   *
   * @param x [batch, channels, h, w]
   * @param style [batch, style]
   */
  Tensor apply(Tensor x, Tensor style, NetworkScope scope) {
    Tensor centered = x.subtract(x.mean(2, 3));
    Tensor deviation = centered.square().mean(2, 3).add(EPSILON).sqrt();
    Tensor scale = perChannel(gamma.apply(style, scope)).divide(deviation);
    return centered.multiply(scale).add(perChannel(beta.apply(style, scope)));
  }

  private static Tensor perChannel(Tensor vectors) {
    return vectors.reshape(-1, vectors.shape().dimension(1), 1, 1);
  }
}
