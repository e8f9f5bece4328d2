package org.cocogan.weights.tensorflow;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table of strings as LevelDB keeps it: blocks of entries, each with the length of what its key
 * shares with the one before; after each block one byte for its compression and a checksum; at the
 * end, in 48 bytes, where the block lies that lists the others.
 */
final class SortedTable {
  private static final int FOOTER = 48;
  private static final int TRAILER = 1 + Integer.BYTES;
  private static final long MAGIC = 0xdb4775248b80fb57L;

  private final byte[] content;
  private final ByteBuffer numbers;

  private SortedTable(byte[] content) {
    this.content = content;
    this.numbers = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The entries of a table, in its order.
   *
   * @throws DamagedException if it is no such table, or compressed
   */
  static Map<String, byte[]> read(byte[] content) {
    SortedTable table = new SortedTable(content);
    int end = content.length - FOOTER;
    if (end < 0 || table.numbers.getLong(content.length - Long.BYTES) != MAGIC) {
      throw new DamagedException("is no index of a TensorFlow checkpoint, or cut off");
    }
    try {
      CodedInputStream footer = CodedInputStream.newInstance(content, end, FOOTER);
      // First the block of filters, which TensorFlow leaves empty.
      footer.readRawVarint64();
      footer.readRawVarint64();
      Map<String, byte[]> entries = new LinkedHashMap<>();
      for (byte[] handle : table.block(footer).values()) {
        entries.putAll(table.block(CodedInputStream.newInstance(handle)));
      }
      return entries;
    } catch (IOException e) {
      throw new DamagedException("is damaged");
    }
  }

  /** The entries of the block at a handle: its first byte and its length. */
  private Map<String, byte[]> block(CodedInputStream handle) throws IOException {
    long from = handle.readRawVarint64();
    long length = handle.readRawVarint64();
    int end = content.length - FOOTER - TRAILER;
    if (from < 0 || length < Integer.BYTES || from > end || length > end - from) {
      throw new DamagedException("is damaged: it names a block beyond its end");
    }
    int start = (int) from;
    int size = (int) length;
    if (MaskedChecksum.of(content, start, size + 1) != numbers.getInt(start + size + 1)) {
      throw new DamagedException("is damaged: the checksum of a block is wrong");
    }
    if (content[start + size] != 0) {
      throw new DamagedException(
          "is compressed, which TensorFlow's own saver never does; load and save the checkpoint"
              + " with TensorFlow to have it plain");
    }
    long restarts = Integer.toUnsignedLong(numbers.getInt(start + size - Integer.BYTES));
    long entriesEnd = size - (restarts + 1) * Integer.BYTES;
    if (entriesEnd < 0) {
      throw new DamagedException("is damaged: a block is longer than itself");
    }
    return entries(CodedInputStream.newInstance(content, start, (int) entriesEnd));
  }

  private static Map<String, byte[]> entries(CodedInputStream in) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    byte[] key = new byte[0];
    while (!in.isAtEnd()) {
      int shared = in.readRawVarint32();
      int own = in.readRawVarint32();
      int length = in.readRawVarint32();
      if (shared < 0 || shared > key.length) {
        throw new DamagedException("is damaged: a name shares more than the one before has");
      }
      byte[] rest = in.readRawBytes(own);
      byte[] whole = new byte[shared + rest.length];
      System.arraycopy(key, 0, whole, 0, shared);
      System.arraycopy(rest, 0, whole, shared, rest.length);
      key = whole;
      entries.put(new String(key, StandardCharsets.UTF_8), in.readRawBytes(length));
    }
    return entries;
  }
}
