package org.cocogan.data.large;

import java.util.zip.Adler32;

/**
 * The Adler-32 checksum of some bytes (RFC 1950), which joins with that of the bytes that follow.
 *
 * @param value the checksum
 * @param length of the bytes
 */
record Adler(long value, long length) {
  static final Adler EMPTY = new Adler(1, 0);

  private static final long MODULUS = 65521;

  static Adler of(byte[] bytes) {
    Adler32 checksum = new Adler32();
    checksum.update(bytes);
    return new Adler(checksum.getValue(), bytes.length);
  }

  /**
   * The checksum of these bytes and those that follow: with s1 the sum of the bytes plus 1, and s2
   * the sum of all s1 on the way, s1 = s1 + s1' - 1 and s2 = s2 + s2' + length'·(s1 - 1).
   */
  Adler then(Adler next) {
    long sum = value & 0xffff;
    long sums = value >>> 16;
    long joinedSum = (sum + (next.value & 0xffff) + MODULUS - 1) % MODULUS;
    long joinedSums =
        (sums + (next.value >>> 16) + next.length % MODULUS * ((sum + MODULUS - 1) % MODULUS))
            % MODULUS;
    return new Adler(joinedSums << 16 | joinedSum, length + next.length);
  }
}
