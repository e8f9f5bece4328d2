package org.cocogan.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The sizes of an n-d array along each axis, outermost first; a scalar has no axes. */
public final class Shape {
  private final int[] dimensions;

  private Shape(int[] dimensions) {
    this.dimensions = dimensions;
  }

  /**
   * Makes a shape of the given sizes.
   *
   * @throws IllegalArgumentException if a size is negative
   */
  public static Shape of(int... dimensions) {
    for (int dimension : dimensions) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "a shape has no negative size: " + Arrays.toString(dimensions));
      }
    }
    return new Shape(dimensions.clone());
  }

  /** The number of axes. */
  public int rank() {
    return dimensions.length;
  }

  /** The size along an axis; a negative axis counts from the end. */
  public int dimension(int axis) {
    return dimensions[axis < 0 ? axis + rank() : axis];
  }

  /** All sizes, as a copy. */
  public int[] dimensions() {
    return dimensions.clone();
  }

  /**
   * The number of elements.
   *
   * @throws ArithmeticException if it exceeds the range of an int
   */
  public int size() {
    int size = 1;
    for (int dimension : dimensions) {
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }

  /** This shape with another size along one axis. */
  public Shape with(int axis, int size) {
    int[] changed = dimensions.clone();
    changed[axis < 0 ? axis + rank() : axis] = size;
    return of(changed);
  }

  /**
   * The shape of an elementwise operation: axes are aligned at the end, and a size of one, or a
   * missing axis, is repeated to match the other.
   *
   * @throws IllegalArgumentException if two sizes differ and neither is one
   */
  static Shape broadcast(String operation, Shape left, Shape right) {
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
    return new Shape(result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** The sizes in brackets, such as {@code [16, 3, 32, 32]}. */
  @Override
  public String toString() {
    return Arrays.stream(dimensions)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
