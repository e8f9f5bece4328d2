package org.cocogan.network;

import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.Tensor;

/**
 * A 3x3 convolution that keeps height and width, joined with a resampling by two.
 *
 * <p>After nearest upsampling it is one transposed 4x4 convolution of stride 2, and before average
 * pooling one 4x4 convolution of stride 2: the kernel is the sum of the 3x3 one shifted by 0 and 1
 * along both axes (divided by 4 for the mean). That is 16 multiply-accumulates where the plain form
 * has 36. It pays where there are more pixels than weights, hence the least side; {@code benchmark
 * training} shows by how much.
 */
public final class ResamplingConvolution {
  private static final int LEAST_SIDE_TO_JOIN = 8;

  private ResamplingConvolution() {}

  /**
   * Nearest upsampling by two, then the convolution.
   *
   * @param x [batch, in, h, w]
   * @param layer the name of the layer, under which the passes of a step share the joined kernel
   * @param weight [out, in, 3, 3]
   * @param bias [out]
   * @return [batch, out, 2h, 2w]
   */
  public static Tensor upsampled(
      Tensor x, String layer, Tensor weight, Tensor bias, NetworkScope scope) {
    if (x.shape().dimension(2) < LEAST_SIDE_TO_JOIN) {
      return x.upsampleNearest(2).conv2d(weight, bias, 1, 1);
    }
    // A transposed convolution runs its kernel the other way round, hence the flip.
    Tensor joined =
        scope.shared(layer + "/upsampled", () -> shiftedSum(flip(weight)).permute(1, 0, 2, 3));
    return x.convTranspose2d(joined, 2, 1).add(bias.reshape(1, -1, 1, 1));
  }

  /**
   * The convolution, then average pooling by two.
   *
   * @param x [batch, in, h, w]
   * @param layer the name of the layer, under which the passes of a step share the joined kernel
   * @param weight [out, in, 3, 3]
   * @param bias [out]
   * @return [batch, out, h / 2, w / 2]
   */
  public static Tensor pooled(
      Tensor x, String layer, Tensor weight, Tensor bias, NetworkScope scope) {
    if (x.shape().dimension(2) < 2 * LEAST_SIDE_TO_JOIN) {
      return x.conv2d(weight, bias, 1, 1).avgPool2d(2);
    }
    Tensor joined = scope.shared(layer + "/pooled", () -> shiftedSum(weight).multiply(0.25f));
    return x.conv2d(joined, bias, 2, 1);
  }

  private static Tensor shiftedSum(Tensor weight) {
    Tensor wide = weight.pad(3, 0, 1).add(weight.pad(3, 1, 0));
    return wide.pad(2, 0, 1).add(wide.pad(2, 1, 0));
  }

  private static Tensor flip(Tensor weight) {
    return reverse(reverse(weight, 2), 3);
  }

  private static Tensor reverse(Tensor weight, int axis) {
    return Tensor.concat(
        axis, weight.slice(axis, 2, 3), weight.slice(axis, 1, 2), weight.slice(axis, 0, 1));
  }
}
