package org.cocogan.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG files that no library writes so, chunk by chunk. */
final class Pngs {
  private Pngs() {}

  /** A PNG of one row that holds every grey of a depth, in order. */
  static byte[] grey(int levels, int bits) throws IOException {
    byte[] row = new byte[1 + (levels * bits + 7) / 8];
    for (int i = 0; i < levels; i++) {
      row[1 + i * bits / 8] |= (byte) (i << (8 - bits - i * bits % 8));
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(row);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(start(levels, 1, bits, 0));
    out.writeBytes(chunk("IDAT", packed.toByteArray()));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  /** Red, green, blue and alpha of 16 bits, to be turned. */
  static byte[] deep(int height, int width) throws IOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
      byte[] row = new byte[1 + 8 * width];
      for (int i = 0; i < height; i++) {
        deflater.write(row);
      }
    }
    byte[] turned = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(start(width, height, 16, 6));
    file.writeBytes(chunk("eXIf", turned));
    file.writeBytes(chunk("IDAT", pixels.toByteArray()));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  /** A PNG of nothing but its header. */
  static byte[] header(int width, int height) {
    return start(width, height, 8, 2);
  }

  /** The signature and the header. */
  static byte[] start(int width, int height, int bits, int colourType) {
    byte[] signature = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) bits).put((byte) colourType);
    byte[] chunk = chunk("IHDR", header.array());
    return ByteBuffer.allocate(signature.length + chunk.length).put(signature).put(chunk).array();
  }

  /** A chunk with its checksum. */
  static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }
}
