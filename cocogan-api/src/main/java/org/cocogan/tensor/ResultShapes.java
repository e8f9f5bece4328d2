package org.cocogan.tensor;

import java.util.Arrays;
import java.util.List;
import org.cocogan.exact.Product;

/**
 * The shape of each operation's result, from the shapes of its operands; for authors of recorders.
 *
 * <p>Every method throws {@link IllegalArgumentException} for shapes that do not fit; the message
 * names the operation and the shapes. Axes are never negative here.
 */
public final class ResultShapes {
  private ResultShapes() {}

  /**
   * An elementwise operation: axes are aligned at the end, and a size of one, or a missing axis, is
   * repeated to match the other.
   */
  public static Shape elementwise(String operation, Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    int[] result = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int a = back <= left.rank() ? left.dimension(-back) : 1;
      int b = back <= right.rank() ? right.dimension(-back) : 1;
      if (a != b && a != 1 && b != 1) {
        throw ShapeMistakes.of(
            operation, "sizes that are equal or one along each axis", left, right);
      }
      result[rank - back] = a == 1 ? b : a;
    }
    return Shape.of(result);
  }

  /** A sum or mean over axes. */
  public static Shape reduced(Shape shape, int[] axes) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    return kept;
  }

  /** {@link Tensor#permute}. */
  public static Shape permuted(Shape shape, int[] order) {
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    boolean fits = order.length == shape.rank();
    for (int axis = 0; axis < sorted.length; axis++) {
      fits &= sorted[axis] == axis;
    }
    if (!fits) {
      throw ShapeMistakes.of("permute " + Arrays.toString(order), "every axis once", shape);
    }
    return Shape.of(Arrays.stream(order).map(shape::dimension).toArray());
  }

  /** {@link Tensor#broadcastTo}. */
  public static Shape broadcast(Shape shape, Shape target) {
    if (!elementwise("broadcastTo", shape, target).equals(target)) {
      throw ShapeMistakes.of("broadcastTo", "sizes that only repeat", shape, target);
    }
    return target;
  }

  /** {@link Tensor#concat(int, List)} of at least one. */
  public static Shape joined(List<Shape> shapes, int axis) {
    Shape first = shapes.get(0);
    int size = 0;
    for (Shape shape : shapes) {
      if (shape.rank() != first.rank() || !shape.with(axis, 1).equals(first.with(axis, 1))) {
        throw ShapeMistakes.of(
            "concat", "shapes that differ along axis " + axis + " only", first, shape);
      }
      size += shape.dimension(axis);
    }
    return first.with(axis, size);
  }

  /** {@link Tensor#slice}. */
  public static Shape sliced(Shape shape, int axis, int from, int to) {
    if (from < 0 || to > shape.dimension(axis) || from >= to) {
      throw ShapeMistakes.of(
          "slice " + from + " to " + to + " of axis " + axis, "a range within the axis", shape);
    }
    return shape.with(axis, to - from);
  }

  /** {@link Tensor#pad}. */
  public static Shape padded(Shape shape, int axis, int before, int after) {
    if (before < 0 || after < 0) {
      throw ShapeMistakes.of("pad by " + before + " and " + after, "no negative number", shape);
    }
    return shape.with(axis, shape.dimension(axis) + before + after);
  }

  /** {@link Tensor#matMul}. */
  public static Shape product(Shape left, Shape right) {
    if (left.rank() != 2 || right.rank() != 2 || left.dimension(1) != right.dimension(0)) {
      throw ShapeMistakes.of("matMul", "[n, k] and [k, m]", left, right);
    }
    return Shape.of(left.dimension(0), right.dimension(1));
  }

  /** {@link Tensor#conv2d(Tensor, int, int)}. */
  public static Shape convolved(Shape input, Shape weight, int stride, int padding) {
    int height = -1;
    int width = -1;
    if (areImages(input, weight) && stride > 0 && padding >= 0) {
      height = input.dimension(2) + Product.of(2, padding) - weight.dimension(2);
      width = input.dimension(3) + Product.of(2, padding) - weight.dimension(3);
    }
    if (height < 0 || width < 0 || input.dimension(1) != weight.dimension(1)) {
      throw ShapeMistakes.of(
          "conv2d with stride " + stride + " and padding " + padding,
          "[batch, in, h, w] and [out, in, kh, kw]",
          input,
          weight);
    }
    return Shape.of(
        input.dimension(0), weight.dimension(0), height / stride + 1, width / stride + 1);
  }

  /** {@link Tensor#conv2d(Tensor, Tensor, int, int)}, which adds a bias. */
  public static Shape convolved(Shape input, Shape weight, Shape bias, int stride, int padding) {
    Shape result = convolved(input, weight, stride, padding);
    if (bias.rank() != 1 || bias.dimension(0) != weight.dimension(0)) {
      throw ShapeMistakes.of("conv2d", "a bias [out]", weight, bias);
    }
    return result;
  }

  /** {@link Tensor#convTranspose2d}. */
  public static Shape transposed(Shape input, Shape weight, int stride, int padding) {
    int height = 0;
    int width = 0;
    if (areImages(input, weight) && stride > 0 && padding >= 0) {
      height =
          Product.of(input.dimension(2) - 1, stride) - Product.of(2, padding) + weight.dimension(2);
      width =
          Product.of(input.dimension(3) - 1, stride) - Product.of(2, padding) + weight.dimension(3);
    }
    if (height <= 0 || width <= 0 || input.dimension(1) != weight.dimension(0)) {
      throw ShapeMistakes.of(
          "convTranspose2d with stride " + stride + " and padding " + padding,
          "[batch, in, h, w] and [in, out, kh, kw]",
          input,
          weight);
    }
    return Shape.of(input.dimension(0), weight.dimension(1), height, width);
  }

  /** {@link Tensor#conv2dWeight}. */
  public static Shape convolutionWeight(
      Shape input, Shape gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    if (areImages(input, gradient) && kernelHeight > 0 && kernelWidth > 0) {
      Shape weight = Shape.of(gradient.dimension(1), input.dimension(1), kernelHeight, kernelWidth);
      if (convolved(input, weight, stride, padding).equals(gradient)) {
        return weight;
      }
    }
    throw ShapeMistakes.of(
        "conv2dWeight of "
            + Shape.of(kernelHeight, kernelWidth)
            + " with stride "
            + stride
            + " and padding "
            + padding,
        "[batch, in, h, w] and what a convolution with that weight makes of it",
        input,
        gradient);
  }

  /** {@link Tensor#avgPool2d}. */
  public static Shape pooled(Shape shape, int size) {
    if (shape.rank() != 4
        || size <= 0
        || shape.dimension(2) % size != 0
        || shape.dimension(3) % size != 0) {
      throw ShapeMistakes.of(
          "avgPool2d of " + size, "[batch, channels, h, w] with h and w its multiples", shape);
    }
    return shape.with(2, shape.dimension(2) / size).with(3, shape.dimension(3) / size);
  }

  /** {@link Tensor#upsampleNearest}. */
  public static Shape upsampled(Shape shape, int factor) {
    if (shape.rank() != 4 || factor <= 0) {
      throw ShapeMistakes.of("upsampleNearest by " + factor, "[batch, channels, h, w]", shape);
    }
    return shape
        .with(2, Product.of(shape.dimension(2), factor))
        .with(3, Product.of(shape.dimension(3), factor));
  }

  private static boolean areImages(Shape left, Shape right) {
    return left.rank() == 4 && right.rank() == 4;
  }
}
