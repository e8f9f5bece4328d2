package org.cocogan.weights.tensorflow;

import java.util.zip.CRC32C;

/** TensorFlow's checksum of bytes: their CRC-32C, rotated right by 15 bits, plus 0xa282ead8. */
final class MaskedChecksum {
  private static final int MASK = 0xa282ead8;

  private MaskedChecksum() {}

  static int of(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
  }
}
