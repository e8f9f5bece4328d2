package org.cocogan.network.style;

import org.cocogan.exact.Product;
import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The convolution of each channel with [1 2 1]ᵀ·[1 2 1] / 16, zeros around the edges.
 *
 * <p>Channels take turns in groups: engines convolve a group with a kernel that is zero between
 * different channels faster than single channels.
 */
final class Blur {
  private static final int LARGEST_GROUP = 16;
  private static final int SIDE = 3;
  private static final float[] WEIGHTS = {1, 2, 1, 2, 4, 2, 1, 2, 1};
  private static final float SUM = 16;

  private Blur() {}

  /** [batch, channels, h, w], and so the result. */
  static Tensor of(Tensor x, NetworkScope scope) {
    int[] sizes = x.shape().dimensions();
    int group = LARGEST_GROUP;
    while (sizes[1] % group != 0) {
      group--;
    }
    int channels = group;
    Tensor kernel = scope.shared("blur" + channels, () -> scope.constant(kernel(channels)));
    return x.reshape(-1, channels, sizes[2], sizes[3]).conv2d(kernel, 1, 1).reshape(sizes);
  }

  private static HostArray kernel(int channels) {
    float[] values = new float[Product.of(channels, channels, WEIGHTS.length)];
    for (int channel = 0; channel < channels; channel++) {
      int from = (channel * channels + channel) * WEIGHTS.length;
      for (int i = 0; i < WEIGHTS.length; i++) {
        values[from + i] = WEIGHTS[i] / SUM;
      }
    }
    return new HostArray(Shape.of(channels, channels, SIDE, SIDE), values);
  }
}
