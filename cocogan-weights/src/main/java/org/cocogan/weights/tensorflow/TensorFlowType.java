package org.cocogan.weights.tensorflow;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The types of numbers that are read, each rounded to float32 where it is wider. */
enum TensorFlowType {
  FLOAT(1, Float.BYTES) {
    @Override
    float number(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  DOUBLE(2, Double.BYTES) {
    @Override
    float number(ByteBuffer bytes, int at) {
      return (float) bytes.getDouble(at);
    }
  },
  BFLOAT16(14, Short.BYTES) {
    @Override
    float number(ByteBuffer bytes, int at) {
      return Float.intBitsToFloat(bytes.getShort(at) << Short.SIZE);
    }
  },
  HALF(19, Short.BYTES) {
    @Override
    float number(ByteBuffer bytes, int at) {
      return half(bytes.getShort(at));
    }
  };

  private static final int HALF_FRACTION = 10;
  private static final int HALF_LARGEST_EXPONENT = 31;

  private final int number;
  private final int width;

  TensorFlowType(int number, int width) {
    this.number = number;
    this.width = width;
  }

  /** The type of a number in TensorFlow's {@code DataType}. */
  static Optional<TensorFlowType> of(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /** Bytes of one number. */
  int width() {
    return width;
  }

  /** The number that begins at a byte. */
  abstract float number(ByteBuffer bytes, int at);

  private static float half(short bits) {
    int exponent = bits >> HALF_FRACTION & HALF_LARGEST_EXPONENT;
    int fraction = bits & (1 << HALF_FRACTION) - 1;
    float size;
    if (exponent == 0) {
      size = fraction * 0x1p-24f;
    } else if (exponent == HALF_LARGEST_EXPONENT) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
    }
    return bits < 0 ? -size : size;
  }
}
