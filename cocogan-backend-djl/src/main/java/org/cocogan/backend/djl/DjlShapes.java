package org.cocogan.backend.djl;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.cocogan.tensor.Shape;

/** Shapes of this library as shapes of DJL, and the other way round. */
final class DjlShapes {
  private DjlShapes() {}

  static Shape of(NDArray array) {
    return Shape.of(
        Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray());
  }

  static ai.djl.ndarray.types.Shape of(Shape shape) {
    return new ai.djl.ndarray.types.Shape(longs(shape.dimensions()));
  }

  static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }
}
