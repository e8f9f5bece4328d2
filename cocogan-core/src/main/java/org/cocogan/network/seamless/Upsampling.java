package org.cocogan.network.seamless;

import org.cocogan.exact.Product;
import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Doubles height and width and smooths what comes of it, without padding: nearest upsampling, then
 * [1 4 6 4 1] / 16 along both axes (StyleGAN3 on why: what is not smoothed shows the grid of
 * cells).
 *
 * <p>Both together are a transposed convolution of stride 2 with [1 5 10 10 5 1] / 16. Channels
 * take turns in groups, because engines convolve a group with a kernel that is zero between
 * different channels faster than single channels.
 */
final class Upsampling {
  private static final float[] LINE = {1, 5, 10, 10, 5, 1};
  private static final float SUM = 16;
  private static final int LARGEST_GROUP = 8;

  /** Pixels of the doubled image that smoothing takes off each side. */
  static final int MARGIN = 2;

  private Upsampling() {}

  /**
   * Doubles.
   *
   * @param x [batch, channels, h, w]
   * @param crop further pixels to take off each side, 0 or 1
   * @return [batch, channels, 2h - 2 (margin + crop), 2w - 2 (margin + crop)]
   */
  static Tensor of(Tensor x, int crop, NetworkScope scope) {
    int[] sizes = x.shape().dimensions();
    int group = LARGEST_GROUP;
    while (sizes[1] % group != 0) {
      group--;
    }
    int channels = group;
    Tensor kernel = scope.shared("upsampling" + channels, () -> scope.constant(kernel(channels)));
    Tensor doubled =
        x.reshape(-1, channels, sizes[2], sizes[3])
            .convTranspose2d(kernel, 2, Product.of(2, MARGIN) + crop);
    return doubled.reshape(
        -1, sizes[1], doubled.shape().dimension(2), doubled.shape().dimension(3));
  }

  private static HostArray kernel(int channels) {
    int side = LINE.length;
    float[] values = new float[Product.of(channels, channels, side, side)];
    for (int channel = 0; channel < channels; channel++) {
      int from = Product.of(Product.of(channel, channels) + channel, side, side);
      for (int i = 0; i < Product.of(side, side); i++) {
        values[from + i] = LINE[i / side] * LINE[i % side] / (SUM * SUM);
      }
    }
    return new HostArray(Shape.of(channels, channels, side, side), values);
  }
}
