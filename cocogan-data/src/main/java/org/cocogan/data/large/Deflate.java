package org.cocogan.data.large;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Compresses bytes in memory. */
final class Deflate {
  private static final int BUFFER = 1 << 16;

  private Deflate() {}

  /** A whole zlib stream (RFC 1950). */
  static byte[] stream(byte[] bytes) {
    return deflated(bytes, new Deflater(), true);
  }

  /** Blocks of deflate (RFC 1951) that end on a byte and are not the last of their stream. */
  static byte[] blocks(byte[] bytes) {
    return deflated(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true), false);
  }

  private static byte[] deflated(byte[] bytes, Deflater deflater, boolean last) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + BUFFER);
    try {
      DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, BUFFER, true);
      deflating.write(bytes);
      if (last) {
        deflating.finish();
      } else {
        deflating.flush();
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory is always writable", e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
