package org.cocogan.network;

import java.util.function.IntUnaryOperator;
import org.cocogan.exact.Product;
import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A 3x3 convolution that keeps height and width, joined with a resampling by two.
 *
 * <p>After nearest upsampling it is one transposed 4x4 convolution of stride 2, and before average
 * pooling one 4x4 convolution of stride 2: the kernel is the sum of the 3x3 one shifted by 0 and 1
 * along both axes (divided by 4 for the mean). That is 16 multiply-accumulates where the plain form
 * has 36. It pays where there are more pixels than weights; {@code benchmark training} shows by how
 * much.
 */
public final class ResamplingConvolution {
  private static final int SMALL = 3;
  private static final int LARGE = 4;

  /** Of the smaller image: below, reading the larger kernel takes longer than it saves. */
  private static final int LEAST_SIDE_OF_MANY_CHANNELS = 8;

  private static final int LEAST_SIDE_OF_FEW_CHANNELS = 4;
  private static final int FEW_CHANNELS = 256;

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
    if (!isJoined(x, x.shape().dimension(2))) {
      return x.upsampleNearest(2).conv2d(weight, bias, 1, 1);
    }
    // A transposed convolution runs its kernel the other way round.
    Tensor joined =
        scope.shared(
            layer + "/upsampled",
            () -> shiftedSum(weight, place -> SMALL - 1 - place, 1, scope).permute(1, 0, 2, 3));
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
    if (!isJoined(x, x.shape().dimension(2) / 2)) {
      return x.conv2d(weight, bias, 1, 1).avgPool2d(2);
    }
    Tensor joined =
        scope.shared(
            layer + "/pooled", () -> shiftedSum(weight, IntUnaryOperator.identity(), 0.25f, scope));
    return x.conv2d(joined, bias, 2, 1);
  }

  private static boolean isJoined(Tensor x, int side) {
    boolean few = x.shape().dimension(1) <= FEW_CHANNELS;
    return side >= (few ? LEAST_SIDE_OF_FEW_CHANNELS : LEAST_SIDE_OF_MANY_CHANNELS);
  }

  /** The sum of the four shifts, times a factor, as a product with a matrix [9, 16]. */
  private static Tensor shiftedSum(
      Tensor weight, IntUnaryOperator order, float factor, NetworkScope scope) {
    float[] shifts = new float[Product.of(SMALL, SMALL, LARGE, LARGE)];
    for (int row = 0; row < LARGE; row++) {
      for (int column = 0; column < LARGE; column++) {
        for (int y = Math.max(0, row - 1); y <= Math.min(row, SMALL - 1); y++) {
          for (int x = Math.max(0, column - 1); x <= Math.min(column, SMALL - 1); x++) {
            int from = order.applyAsInt(y) * SMALL + order.applyAsInt(x);
            shifts[from * LARGE * LARGE + row * LARGE + column] = factor;
          }
        }
      }
    }
    Shape shape = weight.shape();
    return weight
        .reshape(-1, SMALL * SMALL)
        .matMul(scope.constant(new HostArray(Shape.of(SMALL * SMALL, LARGE * LARGE), shifts)))
        .reshape(shape.dimension(0), shape.dimension(1), LARGE, LARGE);
  }
}
