package org.cocogan.testkit;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * An n-d array of doubles, row-major: what the reference computes with.
 *
 * @param shape the sizes along each axis
 * @param values the values, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DoubleArray(Shape shape, double[] values) {
  /**
   * Checks the number of values.
   *
   * @throws IllegalArgumentException if it is not the size of the shape
   */
  public DoubleArray {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "an array of shape " + shape + " has " + shape.size() + " values, not " + values.length);
    }
  }

  /** An array of zeros. */
  public static DoubleArray zeros(Shape shape) {
    return new DoubleArray(shape, new double[shape.size()]);
  }

  /** The array whose value at each index is a function of the index. */
  public static DoubleArray at(Shape shape, ToDoubleFunction<int[]> value) {
    DoubleArray result = zeros(shape);
    for (int position = 0; position < result.values.length; position++) {
      result.values[position] = value.applyAsDouble(result.index(position));
    }
    return result;
  }

  /** The same values, exactly. */
  public static DoubleArray of(HostArray array) {
    double[] values = new double[array.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.values()[i];
    }
    return new DoubleArray(array.shape(), values);
  }

  /** The values rounded to floats. */
  public HostArray toHost() {
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) values[i];
    }
    return new HostArray(shape, rounded);
  }

  /** An array of the same values that shares nothing with this. */
  public DoubleArray copy() {
    return new DoubleArray(shape, values.clone());
  }

  /** The value at an index. */
  public double get(int... index) {
    return values[position(index)];
  }

  /** Adds to the value at an index. */
  void add(double amount, int... index) {
    values[position(index)] += amount;
  }

  /** The index of a row-major position. */
  int[] index(int position) {
    int[] index = new int[shape.rank()];
    int rest = position;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.dimension(axis);
      rest /= shape.dimension(axis);
    }
    return index;
  }

  /** The largest absolute value; zero for an array without values. */
  double magnitude() {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private int position(int[] index) {
    int position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      position = Product.of(position, shape.dimension(axis)) + index[axis];
    }
    return position;
  }

  @Override
  public String toString() {
    return "DoubleArray" + shape;
  }
}
