package org.cocogan.backend.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;

/**
 * Convolutions of [n, c, h, w] and the maps that are their transposes.
 *
 * <p>The weight [a, b, kh, kw] leads from b channels to a in a convolution and from a to b in its
 * transpose. ND4J's backward operations want it and give its gradient as [kh, kw, b, a], which is
 * another view of the same memory.
 */
final class Convolutions {
  private static final int[] BACKWARD_ORDER = {2, 3, 1, 0};

  /** The weights of a forward and of a backward operation, as ND4J numbers their orders. */
  private static final int FORWARD = 1;

  private static final int BACKWARD = 0;

  private final Steps steps;

  Convolutions(Steps steps) {
    this.steps = steps;
  }

  /**
   * The two gradients that a backward operation computes.
   *
   * @param input the gradient of the input
   * @param weight the gradient of the weight
   */
  record Both(Value input, Value weight) {}

  /** The convolution of an input with a weight and, if there is a third operand, a bias. */
  Value convolution(int stride, int padding, Value... operands) {
    Shape weight = operands[1].shape();
    return steps.apply(
        operation("conv2d", weight, stride, padding, FORWARD),
        ResultShapes.convolved(operands[0].shape(), weight, stride, padding),
        operands);
  }

  Value transposed(Value input, Value weight, int stride, int padding) {
    return steps.apply(
        operation("deconv2d", weight.shape(), stride, padding, BACKWARD),
        ResultShapes.transposed(input.shape(), weight.shape(), stride, padding),
        input,
        backwardView(weight));
  }

  /** Both gradients of a convolution at once, because ND4J computes neither alone. */
  Both gradients(Value input, Value weight, Value gradient, int stride, int padding) {
    return backward("conv2d_bp", input, weight, gradient, stride, padding);
  }

  /** Both gradients of a transposed convolution at once. */
  Both gradientsOfTransposed(Value input, Value weight, Value gradient, int stride, int padding) {
    return backward("deconv2d_bp", input, weight, gradient, stride, padding);
  }

  private Both backward(
      String name, Value input, Value weight, Value gradient, int stride, int padding) {
    Shape shape = weight.shape();
    List<Value> results =
        steps.apply(
            operation(name, shape, stride, padding, BACKWARD),
            List.of(Value.Form.of(input.shape()), backwardForm(shape)),
            input,
            backwardView(weight),
            gradient);
    return new Both(results.get(0), results.get(1).viewed(Value.Form.of(shape), 0));
  }

  private static Value backwardView(Value weight) {
    return weight.viewed(backwardForm(weight.shape()), 0);
  }

  /** A row-major weight with its axes in the order of backward operations. */
  private static Value.Form backwardForm(Shape weight) {
    long[] strides = Nd4jShapes.strides(weight);
    return Value.Form.of(
        ResultShapes.permuted(weight, BACKWARD_ORDER),
        Arrays.stream(BACKWARD_ORDER).mapToLong(axis -> strides[axis]).toArray());
  }

  private static NativeOperation operation(
      String name, Shape weight, int stride, int padding, int order) {
    int height = weight.dimension(2);
    int width = weight.dimension(3);
    return NativeOperation.of(
        name,
        LongStream.of(
                height,
                width,
                stride,
                stride,
                padding,
                padding,
                1,
                1,
                // Padding as given, channels before pixels.
                0,
                0,
                order)
            .toArray());
  }
}
