package org.cocogan.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.cocogan.exact.Product;
import org.cocogan.exact.TooLargeException;

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
   * @throws TooLargeException if it exceeds the range of an int
   */
  public int size() {
    return Product.of(dimensions);
  }

  /** This shape with another size along one axis. */
  public Shape with(int axis, int size) {
    int[] changed = dimensions.clone();
    changed[axis < 0 ? axis + rank() : axis] = size;
    return of(changed);
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
