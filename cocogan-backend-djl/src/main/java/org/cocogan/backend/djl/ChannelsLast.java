package org.cocogan.backend.djl;

import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * The order in which convolutions like their kernels in memory: [out, height, width, in], in the
 * place of [out, in, height, width].
 */
final class ChannelsLast {
  private ChannelsLast() {}

  /** Whether variables of the shape are kept so. */
  static boolean fits(Shape shape) {
    return shape.rank() == 4;
  }

  /** The values of an array, channels last. */
  static float[] of(HostArray array) {
    Shape shape = array.shape();
    int pixels = Product.of(shape.dimension(2), shape.dimension(3));
    return transposed(array.values(), shape.dimension(0), shape.dimension(1), pixels);
  }

  /** The array of values that are channels last. */
  static HostArray array(Shape shape, float[] values) {
    int pixels = Product.of(shape.dimension(2), shape.dimension(3));
    return new HostArray(shape, transposed(values, shape.dimension(0), pixels, shape.dimension(1)));
  }

  /** Transposes [count, rows, columns] to [count, columns, rows]. */
  private static float[] transposed(float[] values, int count, int rows, int columns) {
    float[] result = new float[values.length];
    int to = 0;
    for (int i = 0; i < count; i++) {
      int start = i * rows * columns;
      for (int column = 0; column < columns; column++) {
        for (int row = 0; row < rows; row++) {
          result[to++] = values[start + row * columns + column];
        }
      }
    }
    return result;
  }
}
