package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.cocogan.exact.Product;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.TensorOperations;

/** Translates each operation into native operations on values. */
final class GraphOperations implements TensorOperations<Value> {
  private final Steps steps;
  private final Convolutions convolutions;
  private final Reductions reductions;

  /** Which values are positive, of what a ReLU has given. */
  private final Map<Value, Value> masks = new HashMap<>();

  /** Transposed matrices, and what they are transposes of. */
  private final Map<Value, Value> transposed = new HashMap<>();

  GraphOperations(Steps steps) {
    this.steps = steps;
    this.convolutions = new Convolutions(steps);
    this.reductions = new Reductions(steps, this);
  }

  @Override
  public Value add(Value left, Value right) {
    return elementwise("add", left, right);
  }

  @Override
  public Value subtract(Value left, Value right) {
    return elementwise("subtract", left, right);
  }

  @Override
  public Value multiply(Value left, Value right) {
    return elementwise("multiply", left, right);
  }

  @Override
  public Value divide(Value left, Value right) {
    return elementwise("divide", left, right);
  }

  @Override
  public Value add(Value operand, float number) {
    return add(operand, number(number));
  }

  @Override
  public Value multiply(Value operand, float number) {
    return multiply(operand, number(number));
  }

  @Override
  public Value square(Value operand) {
    return multiply(operand, operand);
  }

  @Override
  public Value sqrt(Value operand) {
    return steps.apply(Transform.SQRT, operand.shape(), operand);
  }

  @Override
  public Value exp(Value operand) {
    return steps.apply(Transform.EXP, operand.shape(), operand);
  }

  @Override
  public Value log(Value operand) {
    return steps.apply(Transform.LOG, operand.shape(), operand);
  }

  @Override
  public Value abs(Value operand) {
    return steps.apply(Transform.ABS, operand.shape(), operand);
  }

  @Override
  public Value relu(Value operand) {
    Value mask = positiveMask(operand);
    // ND4J's own makes a zero of what is not a number.
    Value result = multiply(operand, mask);
    masks.put(result, mask);
    return result;
  }

  @Override
  public Value leakyRelu(Value operand, float slope) {
    return multiply(operand, add(multiply(positiveMask(operand), 1 - slope), slope));
  }

  @Override
  public Value sin(Value operand) {
    return steps.apply(Transform.SIN, operand.shape(), operand);
  }

  @Override
  public Value tanh(Value operand) {
    return steps.apply(NativeOperation.of("tanh"), operand.shape(), operand);
  }

  @Override
  public Value sigmoid(Value operand) {
    return steps.apply(NativeOperation.of("sigmoid"), operand.shape(), operand);
  }

  /** max(x, 0) + ln(1 + exp(-|x|)), because ND4J's own overflows. */
  @Override
  public Value softplus(Value operand) {
    Value decay = exp(multiply(abs(operand), -1));
    return add(relu(operand), steps.apply(NativeOperation.of("log1p"), operand.shape(), decay));
  }

  @Override
  public Value positiveMask(Value operand) {
    Value known = masks.get(operand);
    return known != null ? known : steps.apply(Transform.POSITIVE_MASK, operand.shape(), operand);
  }

  @Override
  public Value stopGradient(Value operand) {
    return operand;
  }

  @Override
  public Value filled(Value beside, Shape shape, float number) {
    return steps.filled(shape, number);
  }

  @Override
  public Value sum(Value operand, int[] axes) {
    return reductions.sum(operand, axes);
  }

  @Override
  public Value mean(Value operand, int[] axes) {
    int count = Arrays.stream(axes).map(operand.shape()::dimension).reduce(1, Product::of);
    return multiply(sum(operand, axes), 1f / count);
  }

  @Override
  public Value reshape(Value operand, Shape shape) {
    return operand.viewed(Value.Form.of(shape), 0);
  }

  @Override
  public Value permute(Value operand, int[] order) {
    Value result =
        steps.apply(
            NativeOperation.of("permute", Nd4jShapes.longs(order)),
            ResultShapes.permuted(operand.shape(), order),
            operand);
    if (Arrays.equals(order, new int[] {1, 0})) {
      transposed.put(result, operand);
    }
    return result;
  }

  @Override
  public Value broadcastTo(Value operand, Shape shape) {
    return steps.apply(NativeOperation.REPEAT, shape, operand);
  }

  @Override
  public Value concat(List<Value> operands, int axis) {
    return steps.apply(
        NativeOperation.of("concat", axis),
        ResultShapes.joined(operands.stream().map(Value::shape).toList(), axis),
        operands.toArray(Value[]::new));
  }

  @Override
  public Value slice(Value operand, int axis, int from, int to) {
    Shape whole = operand.shape();
    Shape part = whole.with(axis, to - from);
    if (Nd4jShapes.product(whole, 0, axis) == 1) {
      // With nothing outside the axis, its entries lie in one piece.
      return operand.viewed(Value.Form.of(part), from * Nd4jShapes.strides(whole)[axis]);
    }
    long[] begin = new long[whole.rank()];
    begin[axis] = from;
    long[] beginAndSize =
        LongStream.concat(LongStream.of(begin), LongStream.of(Nd4jShapes.longs(part))).toArray();
    return steps.apply(NativeOperation.of("slice", beginAndSize), part, operand);
  }

  @Override
  public Value pad(Value operand, int axis, int before, int after) {
    Shape shape = operand.shape();
    List<Value> pieces = new ArrayList<>();
    if (before > 0) {
      pieces.add(steps.filled(shape.with(axis, before), 0));
    }
    pieces.add(operand);
    if (after > 0) {
      pieces.add(steps.filled(shape.with(axis, after), 0));
    }
    return concat(pieces, axis);
  }

  /** A factor that is the transpose of another is never written out. */
  @Override
  public Value matMul(Value left, Value right) {
    Value first = transposed.getOrDefault(left, left);
    Value second = transposed.getOrDefault(right, right);
    return steps.apply(
        NativeOperation.of("matmul", first == left ? 0 : 1, second == right ? 0 : 1, 0),
        ResultShapes.product(left.shape(), right.shape()),
        first,
        second);
  }

  @Override
  public Value conv2d(Value input, Value weight, int stride, int padding) {
    return convolutions.convolution(stride, padding, input, weight);
  }

  @Override
  public Value conv2d(Value input, Value weight, Value bias, int stride, int padding) {
    return convolutions.convolution(stride, padding, input, weight, bias);
  }

  @Override
  public Value convTranspose2d(Value input, Value weight, int stride, int padding) {
    return convolutions.transposed(input, weight, stride, padding);
  }

  @Override
  public Value conv2dWeight(
      Value input, Value gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    Shape shape =
        Shape.of(
            gradient.shape().dimension(1), input.shape().dimension(1), kernelHeight, kernelWidth);
    // Of the weight, the operation only reads the shape, because the input's gradient is not
    // wanted.
    return convolutions
        .gradients(input, steps.filled(shape, 0), gradient, stride, padding)
        .weight();
  }

  /** Convolutions, for gradients that are computed together. */
  Convolutions convolutions() {
    return convolutions;
  }

  @Override
  public Value avgPool2d(Value input, int size) {
    return steps.apply(
        NativeOperation.of("avgpool2d", size, size, size, size, 0, 0, 1, 1, 0, 1, 0),
        ResultShapes.pooled(input.shape(), size),
        input);
  }

  @Override
  public Value upsampleNearest(Value input, int factor) {
    return steps.apply(
        NativeOperation.of("upsampling2d", factor, factor, 1),
        ResultShapes.upsampled(input.shape(), factor),
        input);
  }

  /** The same values in memory of their own. */
  Value copy(Value operand) {
    return broadcastTo(operand, operand.shape());
  }

  private Value number(float number) {
    return steps.filled(Shape.of(), number);
  }

  private Value elementwise(String operation, Value left, Value right) {
    return steps.apply(
        NativeOperation.of(operation),
        ResultShapes.elementwise(operation, left.shape(), right.shape()),
        left,
        right);
  }
}
