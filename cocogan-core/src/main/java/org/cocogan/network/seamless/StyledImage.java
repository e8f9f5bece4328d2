package org.cocogan.network.seamless;

import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.Tensor;

/**
 * Pixels on their way through the network, and the style that they are modulated by: one for all of
 * them, or one for each, which then goes through the same cuts and upsamplings.
 *
 * @param pixels [batch, channels, h, w]
 * @param style [batch, style], or [batch, style, h, w]
 */
record StyledImage(Tensor pixels, Tensor style) {
  StyledImage modulated(Modulation modulation, NetworkScope scope) {
    return new StyledImage(modulation.apply(pixels, style, scope), style);
  }

  StyledImage convolved(ValidConvolution convolution, NetworkScope scope) {
    return new StyledImage(
        convolution.apply(pixels, scope), eachStyle() ? inner(style, convolution.margin()) : style);
  }

  /** Cuts so many pixels off each side. */
  StyledImage cut(int margin) {
    return new StyledImage(inner(pixels, margin), eachStyle() ? inner(style, margin) : style);
  }

  /** Doubled, as {@link Upsampling} does. */
  StyledImage upsampled(int crop, NetworkScope scope) {
    return new StyledImage(
        Upsampling.of(pixels, crop, scope),
        eachStyle() ? Upsampling.of(style, crop, scope) : style);
  }

  /** Adds the pixels of another, and scales the sum. */
  StyledImage plus(StyledImage other, float scale) {
    return new StyledImage(pixels.add(other.pixels).multiply(scale), style);
  }

  private boolean eachStyle() {
    return style.shape().rank() > 2;
  }

  private static Tensor inner(Tensor x, int margin) {
    int height = x.shape().dimension(2);
    int width = x.shape().dimension(3);
    return x.slice(2, margin, height - margin).slice(3, margin, width - margin);
  }
}
