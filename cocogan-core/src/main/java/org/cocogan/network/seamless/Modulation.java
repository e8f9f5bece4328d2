package org.cocogan.network.seamless;

import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.Linear;
import org.cocogan.tensor.Tensor;

/**
 * Normalises each pixel over its channels, modulates it by a style and applies a leaky ReLU:
 * lrelu((1 + γ(w))·x / √(mean x² + 10⁻⁶) + β(w)), γ and β linear in the style w. Pixel
 * normalisation is that of Karras et al. 2018; nothing depends on other pixels or patches.
 */
final class Modulation {
  private static final float EPSILON = 1e-6f;
  private static final float SLOPE = 0.2f;
  private static final double DEVIATION = 0.5;

  private final int channels;
  private final Linear linear;

  Modulation(String name, int style, int channels) {
    this.channels = channels;
    this.linear =
        new Linear(
            name,
            style,
            Product.of(2, channels),
            new Initializer.Normal(0, DEVIATION / Math.sqrt(style)));
  }

  List<Parameter> parameters() {
    return linear.parameters();
  }

  /**
   * Applies it.
   *
   * @param x [batch, channels, h, w], and so the result
   * @param style [batch, style], or [batch, style, h, w] with one for each pixel
   */
  Tensor apply(Tensor x, Tensor style, NetworkScope scope) {
    Tensor gammaAndBeta = gammaAndBeta(style, scope);
    Tensor gamma = gammaAndBeta.slice(1, 0, channels).add(1);
    Tensor beta = gammaAndBeta.slice(1, channels, 2 * channels);
    Tensor normalised = x.divide(x.square().mean(1).add(EPSILON).sqrt());
    return normalised.multiply(gamma).add(beta).leakyRelu(SLOPE);
  }

  /** [batch, 2 channels, 1, 1], or [batch, 2 channels, h, w]. */
  private Tensor gammaAndBeta(Tensor style, NetworkScope scope) {
    int both = Product.of(2, channels);
    if (style.shape().rank() == 2) {
      return linear.apply(style, scope).reshape(-1, both, 1, 1);
    }
    int[] sizes = style.shape().dimensions();
    return linear
        .apply(style.permute(0, 2, 3, 1).reshape(-1, sizes[1]), scope)
        .reshape(-1, sizes[2], sizes[3], both)
        .permute(0, 3, 1, 2);
  }
}
