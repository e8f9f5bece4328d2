package org.cocogan.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.cocogan.exact.Product;

/**
 * An immutable n-d float array inside a program: a value in an eager engine, a node in a symbolic
 * one.
 *
 * <p>Images are [batch, channels, height, width]. Shapes are known and checked when an operation is
 * called, the same in every engine. Elementwise operations of two tensors broadcast: axes align at
 * the end, and a size of one repeats. A negative axis counts from the end.
 *
 * <p>Every operation throws {@link IllegalArgumentException} for operands whose shapes do not fit;
 * the message names the operation and the shapes.
 */
public final class Tensor {
  private final TensorOperations<Object> operations;
  private final Object handle;
  private final Shape shape;

  @SuppressWarnings("unchecked") // a handle is only ever given back to the operations that made it
  private Tensor(TensorOperations<?> operations, Object handle, Shape shape) {
    this.operations = (TensorOperations<Object>) operations;
    this.handle = handle;
    this.shape = shape;
  }

  /** Wraps an engine's handle; for authors of engines and recorders. */
  public static <H> Tensor of(TensorOperations<H> operations, H handle, Shape shape) {
    return new Tensor(operations, handle, shape);
  }

  /**
   * The handle of this tensor in the given operations; for authors of engines and recorders.
   *
   * @throws IllegalArgumentException if the tensor belongs to other operations that cannot be
   *     adopted
   */
  public <H> H handleIn(TensorOperations<H> target) {
    @SuppressWarnings("unchecked") // made by these very operations
    H own = operations == target ? (H) handle : target.adopt(this);
    return own;
  }

  /** The sizes along each axis. */
  public Shape shape() {
    return shape;
  }

  /** How many layers of recording lie between this and an engine; for authors of recorders. */
  public int depth() {
    return operations.depth();
  }

  /** Elementwise this + other, broadcast. */
  public Tensor add(Tensor other) {
    Shape result = ResultShapes.elementwise("add", shape, other.shape);
    TensorOperations<Object> common = common(other);
    return new Tensor(common, common.add(handleIn(common), other.handleIn(common)), result);
  }

  /** Elementwise this - other, broadcast. */
  public Tensor subtract(Tensor other) {
    Shape result = ResultShapes.elementwise("subtract", shape, other.shape);
    TensorOperations<Object> common = common(other);
    return new Tensor(common, common.subtract(handleIn(common), other.handleIn(common)), result);
  }

  /** Elementwise this · other, broadcast. */
  public Tensor multiply(Tensor other) {
    Shape result = ResultShapes.elementwise("multiply", shape, other.shape);
    TensorOperations<Object> common = common(other);
    return new Tensor(common, common.multiply(handleIn(common), other.handleIn(common)), result);
  }

  /** Elementwise this / other, broadcast. */
  public Tensor divide(Tensor other) {
    Shape result = ResultShapes.elementwise("divide", shape, other.shape);
    TensorOperations<Object> common = common(other);
    return new Tensor(common, common.divide(handleIn(common), other.handleIn(common)), result);
  }

  /** This + number. */
  public Tensor add(float number) {
    return sameShape(operations.add(handle, number));
  }

  /** This - number. */
  public Tensor subtract(float number) {
    return add(-number);
  }

  /** This · number. */
  public Tensor multiply(float number) {
    return sameShape(operations.multiply(handle, number));
  }

  /** -this. */
  public Tensor negate() {
    return multiply(-1);
  }

  /** x². */
  public Tensor square() {
    return sameShape(operations.square(handle));
  }

  /** √x. */
  public Tensor sqrt() {
    return sameShape(operations.sqrt(handle));
  }

  /** eˣ. */
  public Tensor exp() {
    return sameShape(operations.exp(handle));
  }

  /** ln x. */
  public Tensor log() {
    return sameShape(operations.log(handle));
  }

  /** |x|. */
  public Tensor abs() {
    return sameShape(operations.abs(handle));
  }

  /** max(x, 0). */
  public Tensor relu() {
    return sameShape(operations.relu(handle));
  }

  /** x where x &gt; 0, slope·x elsewhere. */
  public Tensor leakyRelu(float slope) {
    return sameShape(operations.leakyRelu(handle, slope));
  }

  /** Sine, of x in radians. */
  public Tensor sin() {
    return sameShape(operations.sin(handle));
  }

  /** Hyperbolic tangent. */
  public Tensor tanh() {
    return sameShape(operations.tanh(handle));
  }

  /** 1 / (1 + e⁻ˣ). */
  public Tensor sigmoid() {
    return sameShape(operations.sigmoid(handle));
  }

  /** ln(1 + eˣ), without overflow. */
  public Tensor softplus() {
    return sameShape(operations.softplus(handle));
  }

  /** 1 where x &gt; 0, 0 elsewhere; no gradient passes. */
  public Tensor positiveMask() {
    return sameShape(operations.positiveMask(handle));
  }

  /** The same values; no gradient passes. */
  public Tensor stopGradient() {
    return sameShape(operations.stopGradient(handle));
  }

  /** The number everywhere, in the given sizes, in the program that this belongs to. */
  public Tensor filled(float number, int... sizes) {
    Shape target = Shape.of(sizes);
    return new Tensor(operations, operations.filled(handle, target, number), target);
  }

  /**
   * Sum over the axes, which stay with size one; over all axes, to a scalar, when none is named.
   */
  public Tensor sum(int... axes) {
    return axes.length == 0 ? flattened().sum(0).reshape() : reduced("sum", operations::sum, axes);
  }

  /**
   * Mean over the axes, which stay with size one; over all axes, to a scalar, when none is named.
   */
  public Tensor mean(int... axes) {
    return axes.length == 0
        ? flattened().mean(0).reshape()
        : reduced("mean", operations::mean, axes);
  }

  /** The same values, row-major, in other sizes; one of them may be -1 and is worked out. */
  public Tensor reshape(int... sizes) {
    int[] result = sizes.clone();
    int open = -1;
    int known = 1;
    boolean negative = false;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == -1 && open < 0) {
        open = axis;
      } else {
        negative |= sizes[axis] < 0;
        known = Product.of(known, sizes[axis]);
      }
    }
    if (open >= 0 && known > 0) {
      result[open] = shape.size() / known;
      known = Product.of(known, result[open]);
    }
    if (negative || known != shape.size()) {
      throw ShapeMistakes.of(
          "reshape to " + Arrays.toString(sizes), "as many values as it has", shape);
    }
    Shape target = Shape.of(result);
    return new Tensor(operations, operations.reshape(handle, target), target);
  }

  /** Axis i of the result is axis order[i] of this. */
  public Tensor permute(int... order) {
    Shape result = ResultShapes.permuted(shape, order);
    return new Tensor(operations, operations.permute(handle, order.clone()), result);
  }

  /** A matrix [n, m] as [m, n]. */
  public Tensor transpose() {
    return permute(1, 0);
  }

  /** Repeats axes of size one, and missing leading axes, to the given sizes. */
  public Tensor broadcastTo(int... sizes) {
    Shape target = ResultShapes.broadcast(shape, Shape.of(sizes));
    return new Tensor(operations, operations.broadcastTo(handle, target), target);
  }

  /** Tensors that differ in one axis at most, side by side along that axis. */
  public static Tensor concat(int axis, Tensor... tensors) {
    return concat(axis, List.of(tensors));
  }

  /** Tensors that differ in one axis at most, side by side along that axis. */
  public static Tensor concat(int axis, List<Tensor> tensors) {
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("concat needs at least one tensor");
    }
    int along = tensors.get(0).axis("concat", axis);
    Shape result = ResultShapes.joined(tensors.stream().map(Tensor::shape).toList(), along);
    TensorOperations<Object> common = tensors.get(0).operations;
    for (Tensor tensor : tensors) {
      common = deeper(common, tensor.operations);
    }
    TensorOperations<Object> chosen = common;
    List<Object> handles = tensors.stream().map(tensor -> tensor.handleIn(chosen)).toList();
    return new Tensor(chosen, chosen.concat(handles, along), result);
  }

  /** The entries from (inclusive) to (exclusive) along an axis. */
  public Tensor slice(int axis, int from, int to) {
    int along = axis("slice", axis);
    Shape result = ResultShapes.sliced(shape, along, from, to);
    return new Tensor(operations, operations.slice(handle, along, from, to), result);
  }

  /** Zeros before and after along an axis. */
  public Tensor pad(int axis, int before, int after) {
    int along = axis("pad", axis);
    Shape result = ResultShapes.padded(shape, along, before, after);
    return new Tensor(operations, operations.pad(handle, along, before, after), result);
  }

  /** Matrix product of [n, k] and [k, m]: [n, m]. */
  public Tensor matMul(Tensor other) {
    Shape result = ResultShapes.product(shape, other.shape);
    TensorOperations<Object> common = common(other);
    return new Tensor(common, common.matMul(handleIn(common), other.handleIn(common)), result);
  }

  /**
   * Cross-correlation of [batch, in, h, w] with a weight [out, in, kh, kw], zeros around the edges:
   * [batch, out, (h + 2 padding - kh) / stride + 1, (w + 2 padding - kw) / stride + 1].
   */
  public Tensor conv2d(Tensor weight, int stride, int padding) {
    Shape result = ResultShapes.convolved(shape, weight.shape, stride, padding);
    TensorOperations<Object> common = common(weight);
    return new Tensor(
        common, common.conv2d(handleIn(common), weight.handleIn(common), stride, padding), result);
  }

  /** Convolves as {@link #conv2d(Tensor, int, int)}, with a bias [out] added to every pixel. */
  public Tensor conv2d(Tensor weight, Tensor bias, int stride, int padding) {
    Shape result = ResultShapes.convolved(shape, weight.shape, bias.shape, stride, padding);
    TensorOperations<Object> common = deeper(common(weight), bias.operations);
    return new Tensor(
        common,
        common.conv2d(
            handleIn(common), weight.handleIn(common), bias.handleIn(common), stride, padding),
        result);
  }

  /**
   * The transpose of {@link #conv2d(Tensor, int, int)} as a linear map: [batch, in, h, w] with a
   * weight [in, out, kh, kw] gives [batch, out, (h - 1) stride - 2 padding + kh, (w - 1) stride - 2
   * padding + kw].
   */
  public Tensor convTranspose2d(Tensor weight, int stride, int padding) {
    Shape result = ResultShapes.transposed(shape, weight.shape, stride, padding);
    TensorOperations<Object> common = common(weight);
    return new Tensor(
        common,
        common.convTranspose2d(handleIn(common), weight.handleIn(common), stride, padding),
        result);
  }

  /**
   * The gradient of {@link #conv2d(Tensor, int, int)} for its weight: this [batch, in, h, w] and
   * the gradient of the result [batch, out, h', w'] give [out, in, kernel height, kernel width].
   */
  public Tensor conv2dWeight(
      Tensor gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    Shape result =
        ResultShapes.convolutionWeight(
            shape, gradient.shape, kernelHeight, kernelWidth, stride, padding);
    TensorOperations<Object> common = common(gradient);
    return new Tensor(
        common,
        common.conv2dWeight(
            handleIn(common),
            gradient.handleIn(common),
            kernelHeight,
            kernelWidth,
            stride,
            padding),
        result);
  }

  /** Mean of each size-by-size square of [batch, channels, h, w]; size divides h and w. */
  public Tensor avgPool2d(int size) {
    Shape result = ResultShapes.pooled(shape, size);
    return new Tensor(operations, operations.avgPool2d(handle, size), result);
  }

  /** Every pixel of [batch, channels, h, w] as a factor-by-factor square. */
  public Tensor upsampleNearest(int factor) {
    Shape result = ResultShapes.upsampled(shape, factor);
    return new Tensor(operations, operations.upsampleNearest(handle, factor), result);
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }

  private Tensor sameShape(Object result) {
    return new Tensor(operations, result, shape);
  }

  private Tensor flattened() {
    return shape.rank() == 1 ? this : reshape(shape.size());
  }

  private Tensor reduced(String name, BiFunction<Object, int[], Object> operation, int[] axes) {
    int[] along = axes(name, axes);
    Shape result = ResultShapes.reduced(shape, along);
    return new Tensor(operations, operation.apply(handle, along), result);
  }

  private int axis(String operation, int axis) {
    int along = axis < 0 ? axis + shape.rank() : axis;
    if (along < 0 || along >= shape.rank()) {
      throw ShapeMistakes.of(operation + " along axis " + axis, "an axis that exists", shape);
    }
    return along;
  }

  private int[] axes(String operation, int[] axes) {
    int[] result = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      result[i] = axis(operation, axes[i]);
    }
    if (Arrays.stream(result).distinct().count() != axes.length) {
      throw ShapeMistakes.of(
          operation + " along axes " + Arrays.toString(axes), "each axis once", shape);
    }
    return result;
  }

  private TensorOperations<Object> common(Tensor other) {
    return deeper(operations, other.operations);
  }

  private static TensorOperations<Object> deeper(
      TensorOperations<Object> left, TensorOperations<Object> right) {
    return right.depth() > left.depth() ? right : left;
  }
}
