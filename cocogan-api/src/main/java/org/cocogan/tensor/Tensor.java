package org.cocogan.tensor;

import java.util.Arrays;
import java.util.List;

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
    Shape result = Shape.broadcast("add", shape, other.shape);
    TensorOperations<Object> common = common(other);
    return new Tensor(common, common.add(handleIn(common), other.handleIn(common)), result);
  }

  /** Elementwise this - other, broadcast. */
  public Tensor subtract(Tensor other) {
    Shape result = Shape.broadcast("subtract", shape, other.shape);
    TensorOperations<Object> common = common(other);
    return new Tensor(common, common.subtract(handleIn(common), other.handleIn(common)), result);
  }

  /** Elementwise this · other, broadcast. */
  public Tensor multiply(Tensor other) {
    Shape result = Shape.broadcast("multiply", shape, other.shape);
    TensorOperations<Object> common = common(other);
    return new Tensor(common, common.multiply(handleIn(common), other.handleIn(common)), result);
  }

  /** Elementwise this / other, broadcast. */
  public Tensor divide(Tensor other) {
    Shape result = Shape.broadcast("divide", shape, other.shape);
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

  /**
   * Sum over the axes, which stay with size one; over all axes, to a scalar, when none is named.
   */
  public Tensor sum(int... axes) {
    return axes.length == 0
        ? flattened().sum(0).reshape()
        : reduced(operations.sum(handle, axes("sum", axes)), axes);
  }

  /**
   * Mean over the axes, which stay with size one; over all axes, to a scalar, when none is named.
   */
  public Tensor mean(int... axes) {
    return axes.length == 0
        ? flattened().mean(0).reshape()
        : reduced(operations.mean(handle, axes("mean", axes)), axes);
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
        known *= sizes[axis];
      }
    }
    if (open >= 0 && known > 0) {
      result[open] = shape.size() / known;
      known *= result[open];
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
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int axis = 0; axis < sorted.length; axis++) {
      if (sorted[axis] != axis || sorted.length != shape.rank()) {
        throw ShapeMistakes.of("permute " + Arrays.toString(order), "every axis once", shape);
      }
    }
    if (order.length != shape.rank()) {
      throw ShapeMistakes.of("permute " + Arrays.toString(order), "every axis once", shape);
    }
    int[] result = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      result[axis] = shape.dimension(order[axis]);
    }
    return new Tensor(operations, operations.permute(handle, order.clone()), Shape.of(result));
  }

  /** A matrix [n, m] as [m, n]. */
  public Tensor transpose() {
    return permute(1, 0);
  }

  /** Repeats axes of size one, and missing leading axes, to the given sizes. */
  public Tensor broadcastTo(int... sizes) {
    Shape target = Shape.of(sizes);
    if (!Shape.broadcast("broadcastTo", shape, target).equals(target)) {
      throw ShapeMistakes.of("broadcastTo", "sizes that only repeat", shape, target);
    }
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
    Tensor first = tensors.get(0);
    int along = first.axis("concat", axis);
    TensorOperations<Object> common = first.operations;
    int size = 0;
    for (Tensor tensor : tensors) {
      if (tensor.shape.rank() != first.shape.rank()
          || !tensor.shape.with(along, 1).equals(first.shape.with(along, 1))) {
        throw ShapeMistakes.of(
            "concat",
            "shapes that differ along axis " + along + " only",
            first.shape,
            tensor.shape);
      }
      size += tensor.shape.dimension(along);
      common = deeper(common, tensor.operations);
    }
    TensorOperations<Object> chosen = common;
    List<Object> handles = tensors.stream().map(tensor -> tensor.handleIn(chosen)).toList();
    return new Tensor(chosen, chosen.concat(handles, along), first.shape.with(along, size));
  }

  /** The entries from (inclusive) to (exclusive) along an axis. */
  public Tensor slice(int axis, int from, int to) {
    int along = axis("slice", axis);
    if (from < 0 || to > shape.dimension(along) || from >= to) {
      throw ShapeMistakes.of(
          "slice " + from + " to " + to + " of axis " + along, "a range within the axis", shape);
    }
    return new Tensor(
        operations, operations.slice(handle, along, from, to), shape.with(along, to - from));
  }

  /** Zeros before and after along an axis. */
  public Tensor pad(int axis, int before, int after) {
    int along = axis("pad", axis);
    if (before < 0 || after < 0) {
      throw ShapeMistakes.of("pad by " + before + " and " + after, "no negative number", shape);
    }
    int size = shape.dimension(along) + before + after;
    return new Tensor(
        operations, operations.pad(handle, along, before, after), shape.with(along, size));
  }

  /** Matrix product of [n, k] and [k, m]: [n, m]. */
  public Tensor matMul(Tensor other) {
    if (shape.rank() != 2
        || other.shape.rank() != 2
        || shape.dimension(1) != other.shape.dimension(0)) {
      throw ShapeMistakes.of("matMul", "[n, k] and [k, m]", shape, other.shape);
    }
    TensorOperations<Object> common = common(other);
    return new Tensor(
        common,
        common.matMul(handleIn(common), other.handleIn(common)),
        Shape.of(shape.dimension(0), other.shape.dimension(1)));
  }

  /**
   * Cross-correlation of [batch, in, h, w] with a weight [out, in, kh, kw], zeros around the edges:
   * [batch, out, (h + 2 padding - kh) / stride + 1, (w + 2 padding - kw) / stride + 1].
   */
  public Tensor conv2d(Tensor weight, int stride, int padding) {
    Shape result = convolved(weight, stride, padding);
    TensorOperations<Object> common = common(weight);
    return new Tensor(
        common, common.conv2d(handleIn(common), weight.handleIn(common), stride, padding), result);
  }

  /** As {@link #conv2d(Tensor, int, int)}, with a bias [out] added to every pixel. */
  public Tensor conv2d(Tensor weight, Tensor bias, int stride, int padding) {
    Shape result = convolved(weight, stride, padding);
    if (bias.shape.rank() != 1 || bias.shape.dimension(0) != weight.shape.dimension(0)) {
      throw ShapeMistakes.of("conv2d", "a bias [out]", weight.shape, bias.shape);
    }
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
    int height = 0;
    int width = 0;
    if (shape.rank() == 4 && weight.shape.rank() == 4 && stride > 0 && padding >= 0) {
      height = (shape.dimension(2) - 1) * stride - 2 * padding + weight.shape.dimension(2);
      width = (shape.dimension(3) - 1) * stride - 2 * padding + weight.shape.dimension(3);
    }
    if (height <= 0 || width <= 0 || shape.dimension(1) != weight.shape.dimension(0)) {
      throw ShapeMistakes.of(
          "convTranspose2d with stride " + stride + " and padding " + padding,
          "[batch, in, h, w] and [in, out, kh, kw]",
          shape,
          weight.shape);
    }
    TensorOperations<Object> common = common(weight);
    return new Tensor(
        common,
        common.convTranspose2d(handleIn(common), weight.handleIn(common), stride, padding),
        Shape.of(shape.dimension(0), weight.shape.dimension(1), height, width));
  }

  /** Mean of each size-by-size square of [batch, channels, h, w]; size divides h and w. */
  public Tensor avgPool2d(int size) {
    if (shape.rank() != 4
        || size <= 0
        || shape.dimension(2) % size != 0
        || shape.dimension(3) % size != 0) {
      throw ShapeMistakes.of(
          "avgPool2d of " + size, "[batch, channels, h, w] with h and w its multiples", shape);
    }
    return new Tensor(
        operations,
        operations.avgPool2d(handle, size),
        shape.with(2, shape.dimension(2) / size).with(3, shape.dimension(3) / size));
  }

  /** Every pixel of [batch, channels, h, w] as a factor-by-factor square. */
  public Tensor upsampleNearest(int factor) {
    if (shape.rank() != 4 || factor <= 0) {
      throw ShapeMistakes.of("upsampleNearest by " + factor, "[batch, channels, h, w]", shape);
    }
    return new Tensor(
        operations,
        operations.upsampleNearest(handle, factor),
        shape.with(2, shape.dimension(2) * factor).with(3, shape.dimension(3) * factor));
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

  private Tensor reduced(Object result, int[] axes) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    return new Tensor(operations, result, kept);
  }

  private Shape convolved(Tensor weight, int stride, int padding) {
    int height = -1;
    int width = -1;
    if (shape.rank() == 4 && weight.shape.rank() == 4 && stride > 0 && padding >= 0) {
      height = shape.dimension(2) + 2 * padding - weight.shape.dimension(2);
      width = shape.dimension(3) + 2 * padding - weight.shape.dimension(3);
    }
    if (height < 0 || width < 0 || shape.dimension(1) != weight.shape.dimension(1)) {
      throw ShapeMistakes.of(
          "conv2d with stride " + stride + " and padding " + padding,
          "[batch, in, h, w] and [out, in, kh, kw]",
          shape,
          weight.shape);
    }
    return Shape.of(
        shape.dimension(0), weight.shape.dimension(0), height / stride + 1, width / stride + 1);
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
