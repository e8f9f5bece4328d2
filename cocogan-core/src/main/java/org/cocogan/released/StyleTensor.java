package org.cocogan.released;

import java.util.function.IntUnaryOperator;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * A parameter of the style-based networks as the StyleGAN-based project stores it: each value is
 * one of the tensor's, times a factor.
 *
 * @param parameter ours
 * @param name the tensor's name there
 * @param shape the tensor's sizes
 * @param factor what a stored value is multiplied with
 * @param place for each place in our array, row-major, that in the tensor
 */
record StyleTensor(
    Parameter parameter, String name, Shape shape, float factor, IntUnaryOperator place)
    implements StoredParameter {
  private static final int FUSED_AXES = 4;

  /** Stored as it is here. */
  static StyleTensor equal(Parameter parameter, String name) {
    return new StyleTensor(parameter, name, parameter.shape(), 1, i -> i);
  }

  /** The same tensor, of which a value is multiplied. */
  StyleTensor times(float factor) {
    return new StyleTensor(parameter, name, shape, factor, place);
  }

  /** The same weight, whose last two inputs are the coordinates, the other way round there. */
  StyleTensor withCoordinatesSwapped() {
    int inputs = shape.dimension(1);
    return new StyleTensor(
        parameter,
        name,
        shape,
        factor,
        i -> {
          int input = i % inputs;
          return input < inputs - 2 ? i : i + (input == inputs - 2 ? 1 : -1);
        });
  }

  /**
   * One half of a tensor, cut along its first axis.
   *
   * @param second whether it is the second
   */
  static StyleTensor half(Parameter parameter, String name, boolean second) {
    int[] sizes = parameter.shape().dimensions();
    sizes[0] = Math.multiplyExact(2, sizes[0]);
    int offset = second ? parameter.shape().size() : 0;
    return new StyleTensor(parameter, name, Shape.of(sizes), 1, i -> offset + i);
  }

  /**
   * The kernel of a convolution after nearest upsampling, [out, in, k, k], stored as that of the
   * transposed convolution of stride 2 that is both: [in, out, k, k], turned by half a turn. The
   * mean of its four shifts by a pixel is taken there, where upsampling gives their sum.
   */
  static StyleTensor fused(Parameter parameter, String name) {
    int[] sizes = parameter.shape().dimensions();
    int outs = sizes[0];
    int ins = sizes[1];
    int kernel = Math.multiplyExact(sizes[2], sizes[3]);
    return new StyleTensor(
        parameter,
        name,
        Shape.of(ins, outs, sizes[2], sizes[3]),
        1f / FUSED_AXES,
        i -> {
          int out = i / kernel / ins;
          int in = i / kernel % ins;
          return Math.addExact(
              Math.multiplyExact(Math.multiplyExact(in, outs) + out, kernel),
              kernel - 1 - i % kernel);
        });
  }

  @Override
  public HostArray read(HostArray stored) {
    if (!stored.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "%s is of shape %s, not %s".formatted(name, shape, stored.shape()));
    }
    float[] values = new float[parameter.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = factor * stored.values()[place.applyAsInt(i)];
    }
    return new HostArray(parameter.shape(), values);
  }
}
