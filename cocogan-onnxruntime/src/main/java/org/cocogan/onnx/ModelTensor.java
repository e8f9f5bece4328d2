package org.cocogan.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor that goes into a model or comes out of one.
 *
 * @param type of each number
 * @param shape its sizes, outermost first
 * @param bytes the numbers, row-major, in the machine's order; neither position nor content change
 */
public record ModelTensor(ElementType type, List<Long> shape, ByteBuffer bytes) {
  /**
   * Checks that the numbers fill the shape.
   *
   * @throws IllegalArgumentException if they do not
   */
  public ModelTensor {
    shape = List.copyOf(shape);
    if (bytes.remaining() != bytes(type, shape)) {
      throw new IllegalArgumentException(
          "a tensor of shape " + shape + " of " + type + " has no " + bytes.remaining() + " bytes");
    }
  }

  /**
   * Room for the numbers of a tensor, outside the heap, filled with zeros.
   *
   * @throws ModelException if they take 2 GiB or more
   */
  public static ByteBuffer room(ElementType type, List<Long> shape) {
    long bytes = bytes(type, shape);
    if (bytes > Integer.MAX_VALUE) {
      throw new ModelException("has a tensor of shape " + shape + ", which takes 2 GiB or more");
    }
    return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
  }

  /** How many bytes a tensor takes; {@link Long#MAX_VALUE} for more than a long can tell. */
  static long bytes(ElementType type, List<Long> shape) {
    if (shape.contains(0L)) {
      return 0;
    }
    try {
      long bytes = type.size();
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
      return bytes;
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The numbers as floats, row-major; a copy. */
  public float[] floats() {
    ByteBuffer numbers = bytes.duplicate().order(ByteOrder.nativeOrder());
    float[] floats = new float[numbers.remaining() / type.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] =
          switch (type) {
            case FLOAT -> numbers.getFloat();
            case INT64 -> numbers.getLong();
            case UINT8 -> numbers.get() & 0xff;
          };
    }
    return floats;
  }
}
