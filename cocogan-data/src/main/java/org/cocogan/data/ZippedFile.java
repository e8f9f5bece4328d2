package org.cocogan.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A file in a zip.
 *
 * @param name with the folders above it
 * @param isEncrypted whether it takes a password to read it
 * @param method how it is compressed, as the format numbers it
 * @param crc CRC-32 of its content
 * @param packedBytes that it takes in the zip
 * @param bytes that it has, as the zip says
 * @param offset of its local header in the zip
 */
record ZippedFile(
    String name,
    boolean isEncrypted,
    int method,
    long crc,
    long packedBytes,
    long bytes,
    long offset) {
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_HEADER_BYTES = 30;

  boolean isFolder() {
    return name.endsWith("/");
  }

  /** Why it is not read, and what to do; nothing if it is. */
  Optional<String> obstacle() {
    if (isEncrypted) {
      return Optional.of("it is encrypted; unpack the zip with its password and name the folder");
    }
    if (method == STORED || method == DEFLATED) {
      return Optional.empty();
    }
    return Optional.of(
        "it is compressed with "
            + compression()
            + ", which is not read; unpack the zip and name the folder, or zip it with Deflate");
  }

  /**
   * Reads the content; safe for several threads.
   *
   * @param zip that it is in
   * @throws DataException if its checksum differs
   * @throws IOException if it cannot be read or unpacked
   */
  byte[] read(RandomAccessFile zip) throws IOException {
    byte[] content = read(zip, FileTree.MAXIMUM_BYTES + 1);
    if (content.length > FileTree.MAXIMUM_BYTES) {
      throw Limited.tooLarge();
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    if (crc.getValue() != this.crc) {
      throw new DataException("it is damaged: its checksum differs");
    }
    return content;
  }

  /** Reads the first bytes of the content, without a check; safe for several threads. */
  byte[] read(RandomAccessFile zip, int most) throws IOException {
    byte[] packed = packed(zip, most);
    if (method == STORED) {
      return packed;
    }
    Inflater inflater = new Inflater(true);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed), inflater)) {
      return in.readNBytes(most);
    } finally {
      inflater.end();
    }
  }

  private byte[] packed(RandomAccessFile zip, int most) throws IOException {
    ByteBuffer header = ZipDirectory.readAt(zip, offset, LOCAL_HEADER_BYTES);
    if (header.getInt(0) != LOCAL_HEADER) {
      throw new ZipException("the zip does not have it where it says");
    }
    int nameAndExtra =
        Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28));
    // Deflate makes nothing longer by more than a few bytes for every 16 KiB.
    long enough = method == STORED ? most : most + most / 1024L + 1024;
    int bytes = (int) Math.max(-1, Math.min(packedBytes, enough));
    return ZipDirectory.readAt(zip, offset + LOCAL_HEADER_BYTES + nameAndExtra, bytes).array();
  }

  private String compression() {
    return switch (method) {
      case 1 -> "Shrink";
      case 6 -> "Implode";
      case 9 -> "Deflate64";
      case 12 -> "bzip2";
      case 14 -> "LZMA";
      case 93 -> "Zstandard";
      case 95 -> "XZ";
      case 98 -> "PPMd";
      default -> "method " + method;
    };
  }
}
