package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** Checks where a BMP says its pixels are; the decoder takes memory for all that is before them. */
final class BmpFile {
  private static final int PIXELS = 10;

  private BmpFile() {}

  /** The image, whose pixels are within the file. */
  static StillImage reduce(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long pixels = Integer.toUnsignedLong(in.getInt(PIXELS));
    if (pixels >= file.length) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "it is broken or cut off: its pixels begin at byte %,d of %,d",
              pixels,
              file.length));
    }
    return new StillImage(in);
  }
}
