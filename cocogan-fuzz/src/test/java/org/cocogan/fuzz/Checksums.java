package org.cocogan.fuzz;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Makes the checksums of damaged files right again. */
final class Checksums {
  private static final int PNG_SIGNATURE = 8;
  private static final int PACK_HEADER = 64;
  private static final int TABLE_FOOTER = 48;
  private static final int TFRECORD_MASK = 0xa282ead8;

  private Checksums() {}

  /** Of each chunk of a PNG, as far as lengths lead. */
  static byte[] ofPng(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int at = PNG_SIGNATURE;
    while (at + 12 <= file.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(file, at + 4, 4 + length);
      bytes.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
    return file;
  }

  /** Of each record of a TFRecord file, and of its length. */
  static byte[] ofTfRecord(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + 12 <= file.length) {
      bytes.putInt(at + 8, masked(file, at, 8));
      long length = bytes.getLong(at);
      if (length < 0 || length > file.length - at - 16) {
        break;
      }
      int end = at + 12 + (int) length;
      bytes.putInt(end, masked(file, at + 12, (int) length));
      at = end + 4;
    }
    return file;
  }

  /** Of the blocks of an index of TensorFlow's, as far as it says where they lie. */
  static byte[] ofTable(byte[] file) {
    int end = file.length - TABLE_FOOTER;
    if (end < 0) {
      return file;
    }
    try {
      CodedInputStream footer = CodedInputStream.newInstance(file, end, TABLE_FOOTER);
      footer.readRawVarint64();
      footer.readRawVarint64();
      ByteBuffer list = block(file, footer);
      CodedInputStream blocks = CodedInputStream.newInstance(list);
      // An entry that shares nothing: three lengths, its key and where its block lies.
      blocks.readRawVarint32();
      int key = blocks.readRawVarint32();
      blocks.readRawVarint32();
      blocks.skipRawBytes(key);
      block(file, blocks);
    } catch (IOException e) {
      // Where it does not say that, there is nothing to repair.
      return file;
    }
    return file;
  }

  /** Repairs the block whose place comes next in a stream, and gives its content. */
  private static ByteBuffer block(byte[] file, CodedInputStream handle) throws IOException {
    long begin = handle.readRawVarint64();
    long length = handle.readRawVarint64();
    if (begin < 0 || length < 0 || begin > file.length || length > file.length - begin - 5) {
      throw new IOException("no block");
    }
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (begin + length) + 1, masked(file, (int) begin, (int) length + 1));
    return ByteBuffer.wrap(file, (int) begin, (int) length);
  }

  private static int masked(byte[] file, int at, int length) {
    return Integer.rotateRight(crc32c(file, at, length), 15) + TFRECORD_MASK;
  }

  /** Of a pack's header, and of its tail where sizes say where that is. */
  static byte[] ofPack(byte[] file) {
    if (file.length < PACK_HEADER) {
      return file;
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    // Channels, height, width and, of eight bytes, how many images.
    long pixels = (long) bytes.getInt(12) * bytes.getInt(16) * bytes.getInt(20) * bytes.getLong(24);
    long tail = PACK_HEADER + pixels;
    if (pixels > 0 && tail < file.length) {
      bytes.putInt(40, crc32c(file, (int) tail, file.length - (int) tail));
    }
    bytes.putInt(PACK_HEADER - 4, crc32c(file, 0, PACK_HEADER - 4));
    return file;
  }

  private static int crc32c(byte[] file, int at, int length) {
    CRC32C crc = new CRC32C();
    crc.update(file, at, length);
    return (int) crc.getValue();
  }
}
