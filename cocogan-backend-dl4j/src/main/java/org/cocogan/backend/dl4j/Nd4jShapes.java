package org.cocogan.backend.dl4j;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cocogan.exact.Product;
import org.cocogan.tensor.Shape;

/** Converts shapes to ND4J's sizes, strides and axes. */
final class Nd4jShapes {
  private Nd4jShapes() {}

  static long[] longs(Shape shape) {
    return longs(shape.dimensions());
  }

  static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  /** How many values lie between neighbours along each axis, row-major. */
  static long[] strides(Shape shape) {
    long[] strides = new long[shape.rank()];
    long stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dimension(axis);
    }
    return strides;
  }

  /** The product of the sizes of the axes from (inclusive) to (exclusive). */
  static int product(Shape shape, int from, int to) {
    return IntStream.range(from, to).map(shape::dimension).reduce(1, Product::of);
  }
}
