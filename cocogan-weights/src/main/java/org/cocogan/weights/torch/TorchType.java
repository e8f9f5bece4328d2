package org.cocogan.weights.torch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.cocogan.weights.HalfFloat;

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
      return HalfFloat.of(bytes.getShort(at));
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
}
