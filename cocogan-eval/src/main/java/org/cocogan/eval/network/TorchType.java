package org.cocogan.eval.network;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of numbers in PyTorch's storages. */
enum TorchType {
  FLOAT("Float", 4) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  DOUBLE("Double", 8) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return (float) bytes.getDouble(at);
    }
  },
  HALF("Half", 2) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return half(bytes.getShort(at));
    }
  },
  BFLOAT16("BFloat16", 2) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return Float.intBitsToFloat(bytes.getShort(at) << 16);
    }
  },
  LONG("Long", 8) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return bytes.getLong(at);
    }
  };

  private final String storage;
  private final int size;

  TorchType(String name, int size) {
    this.storage = "torch." + name + "Storage";
    this.size = size;
  }

  /** The kind that a class of storages has. */
  static Optional<TorchType> ofStorage(String name) {
    return Arrays.stream(values()).filter(type -> type.storage.equals(name)).findFirst();
  }

  /** Bytes of a number. */
  int size() {
    return size;
  }

  /** The number at a place, as a float. */
  abstract float value(ByteBuffer bytes, int at);

  /** IEEE 754's binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (1024 + fraction), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
