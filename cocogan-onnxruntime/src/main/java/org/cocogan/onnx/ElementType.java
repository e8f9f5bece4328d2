package org.cocogan.onnx;

/** The kinds of numbers that go into models and come out. */
public enum ElementType {
  /** 32-bit floats. */
  FLOAT(Float.BYTES),
  /** 64-bit whole numbers. */
  INT64(Long.BYTES),
  /** Whole numbers from 0 to 255. */
  UINT8(Byte.BYTES);

  private final int size;

  ElementType(int size) {
    this.size = size;
  }

  /** Bytes of a number. */
  int size() {
    return size;
  }
}
