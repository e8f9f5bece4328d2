package org.cocogan.weights.tensorflow;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.cocogan.weights.HalfFloat;

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
      return HalfFloat.of(bytes.getShort(at));
    }
  };

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

  /** Its number in TensorFlow's {@code DataType}. */
  int number() {
    return number;
  }

  /** Bytes of one number. */
  int width() {
    return width;
  }

  /** The number that begins at a byte. */
  abstract float number(ByteBuffer bytes, int at);
}
