package org.cocogan.tensor;

import java.util.Arrays;

/** An n-d array of floats on the Java heap, row-major: what goes into a program and comes out. */
public final class HostArray {
  private final Shape shape;
  private final float[] values;

  /**
   * Wraps values, without a copy, as an array of the shape.
   *
   * @throws IllegalArgumentException if the number of values is not the size of the shape
   */
  public HostArray(Shape shape, float[] values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "an array of shape " + shape + " has " + shape.size() + " values, not " + values.length);
    }
    this.shape = shape;
    this.values = values;
  }

  /** An array of zero axes. */
  public static HostArray scalar(float value) {
    return new HostArray(Shape.of(), new float[] {value});
  }

  /** An array that has one value everywhere. */
  public static HostArray filled(Shape shape, float value) {
    float[] values = new float[shape.size()];
    Arrays.fill(values, value);
    return new HostArray(shape, values);
  }

  /** The sizes along each axis. */
  public Shape shape() {
    return shape;
  }

  /** The values themselves, row-major, not a copy: the caller leaves them as they are. */
  public float[] values() {
    return values;
  }

  /**
   * The value of an array that holds exactly one.
   *
   * @throws IllegalStateException if it holds another number of values
   */
  public float scalar() {
    if (values.length != 1) {
      throw new IllegalStateException("an array of shape " + shape + " is not one value");
    }
    return values[0];
  }

  @Override
  public String toString() {
    return "HostArray" + shape;
  }
}
