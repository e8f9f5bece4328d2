package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads how a photograph is to be turned out of its Exif data, which are those of a TIFF file. It
 * looks at nothing else in them, so that nothing else can be wrong.
 */
final class Exif {
  private static final ByteBuffer PREFIX = StandardCharsets.US_ASCII.encode("Exif\0\0");
  private static final int TIFF = 42;
  private static final int ENTRY_BYTES = 12;
  private static final int ORIENTATION = 0x0112;
  private static final int BYTE = 1;
  private static final int LONG = 4;

  private Exif() {}

  /** Whether data begin as Exif data of a JPEG do, and as some writers begin those of a WebP. */
  static boolean isIn(ByteBuffer data) {
    int prefix = PREFIX.remaining();
    return data.remaining() > prefix && data.slice(data.position(), prefix).equals(PREFIX);
  }

  /**
   * The orientation; upright if the data do not tell or cannot be understood.
   *
   * @param data with the prefix that they have in a JPEG, or without
   */
  static Orientation orientation(ByteBuffer data) {
    ByteBuffer tiff = isIn(data) ? data.slice().position(PREFIX.remaining()).slice() : data.slice();
    try {
      return ofTiff(tiff);
    } catch (IndexOutOfBoundsException e) {
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation ofTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    if (tiff.getShort(2) != TIFF) {
      return Orientation.UPRIGHT;
    }
    int directory = tiff.getInt(4);
    int count = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < count; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
        return Orientation.of(value(tiff, entry));
      }
    }
    return Orientation.UPRIGHT;
  }

  /** A value of one number, which lies where that of many would be pointed to. */
  private static int value(ByteBuffer tiff, int entry) {
    return switch (tiff.getShort(entry + 2)) {
      case BYTE -> tiff.get(entry + 8);
      case LONG -> tiff.getInt(entry + 8);
      default -> tiff.getShort(entry + 8);
    };
  }
}
