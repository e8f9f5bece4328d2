package org.cocogan.weights.tensorflow;

import com.google.protobuf.CodedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.weights.MalformedException;

/**
 * A table of strings as LevelDB keeps it: blocks of entries, each with the length of what its key
 * shares with the one before; after each block one byte for its compression and a checksum; at the
 * end, in 48 bytes, where the block lies that lists the others.
 */
final class SortedTable {
  private static final int FOOTER = 48;
  private static final int TRAILER = 1 + Integer.BYTES;

  /**
   * Bytes of all names and entries, and of what is unpacked; an index has some hundred kilobytes.
   */
  private static final long LARGEST = 64L << 20;

  private static final byte PLAIN = 0;
  private static final byte SNAPPY = 1;

  /** A list of one place, the first. */
  private static final byte[] RESTARTS = {0, 0, 0, 0, 1, 0, 0, 0};

  private static final long MAGIC = 0xdb4775248b80fb57L;

  private final byte[] content;
  private final ByteBuffer numbers;
  private long left = LARGEST;

  private SortedTable(byte[] content) {
    this.content = content;
    this.numbers = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The entries of a table, in its order.
   *
   * @throws MalformedException if it is no such table, or damaged
   */
  static Map<String, byte[]> read(byte[] content) {
    SortedTable table = new SortedTable(content);
    int end = content.length - FOOTER;
    if (end < 0 || table.numbers.getLong(content.length - Long.BYTES) != MAGIC) {
      throw new MalformedException("is no index of a TensorFlow checkpoint, or cut off");
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
      throw new MalformedException("is damaged");
    }
  }

  /** The entries of the block at a handle: its first byte and its length. */
  private Map<String, byte[]> block(CodedInputStream handle) throws IOException {
    long from = handle.readRawVarint64();
    long length = handle.readRawVarint64();
    int end = content.length - FOOTER - TRAILER;
    if (from < 0 || length < Integer.BYTES || from > end || length > end - from) {
      throw new MalformedException("is damaged: it names a block beyond its end");
    }
    int start = (int) from;
    int size = (int) length;
    if (MaskedChecksum.of(content, start, size + 1) != numbers.getInt(start + size + 1)) {
      throw new MalformedException("is damaged: the checksum of a block is wrong");
    }
    return switch (content[start + size]) {
      case PLAIN -> block(content, start, size);
      case SNAPPY -> {
        byte[] block = Snappy.uncompressed(content, start, size);
        take(block.length);
        yield block(block, 0, block.length);
      }
      default -> throw new MalformedException("is compressed in a way that is not known");
    };
  }

  /** The entries of a block, behind which the places are listed where names are whole. */
  private Map<String, byte[]> block(byte[] bytes, int start, int size) throws IOException {
    int end = size - Integer.BYTES;
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long restarts = end < 0 ? 0 : Integer.toUnsignedLong(numbers.getInt(start + end));
    long entriesEnd = end - restarts * Integer.BYTES;
    if (entriesEnd < 0) {
      throw new MalformedException("is damaged: a block is longer than itself");
    }
    return entries(CodedInputStream.newInstance(bytes, start, (int) entriesEnd));
  }

  private void take(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new MalformedException(
          "is damaged: its names and entries come to more than %s MB".formatted(LARGEST >> 20));
    }
  }

  private Map<String, byte[]> entries(CodedInputStream in) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    byte[] key = new byte[0];
    while (!in.isAtEnd()) {
      int shared = in.readRawVarint32();
      int own = in.readRawVarint32();
      int length = in.readRawVarint32();
      if (shared < 0 || shared > key.length) {
        throw new MalformedException("is damaged: a name shares more than the one before has");
      }
      byte[] rest = in.readRawBytes(own);
      take(shared + (long) rest.length + Math.max(0, length));
      byte[] whole = new byte[shared + rest.length];
      System.arraycopy(key, 0, whole, 0, shared);
      System.arraycopy(rest, 0, whole, shared, rest.length);
      key = whole;
      entries.put(new String(key, StandardCharsets.UTF_8), in.readRawBytes(length));
    }
    return entries;
  }

  /**
   * A table of one block of entries, none of which shares a part of its key.
   *
   * @param entries in the order of their keys, which are ASCII
   */
  static byte[] write(SortedMap<String, byte[]> entries) throws IOException {
    return of(encoded(entries), entries.lastKey());
  }

  /**
   * A table of one block.
   *
   * @param entries as they stand in a block
   * @param last key of them
   */
  static byte[] of(byte[] entries, String last) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] block = append(entries, file);
    byte[] filters = append(new byte[0], file);
    byte[] list = append(encoded(new TreeMap<>(Map.of(last, block))), file);
    ByteBuffer footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(filters).put(list).putLong(FOOTER - Long.BYTES, MAGIC);
    file.write(footer.array());
    return file.toByteArray();
  }

  private static byte[] encoded(SortedMap<String, byte[]> entries) throws IOException {
    return TensorBundleWriter.message(
        out -> {
          for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            out.writeUInt32NoTag(0);
            out.writeUInt32NoTag(key.length);
            out.writeUInt32NoTag(entry.getValue().length);
            out.writeRawBytes(key);
            out.writeRawBytes(entry.getValue());
          }
        });
  }

  /** Appends a block, and returns its handle. */
  private static byte[] append(byte[] entries, ByteArrayOutputStream file) throws IOException {
    int length = entries.length + RESTARTS.length;
    ByteBuffer block = ByteBuffer.allocate(length + TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    block.put(entries).put(RESTARTS).put(PLAIN);
    block.putInt(MaskedChecksum.of(block.array(), 0, length + 1));
    int from = file.size();
    file.write(block.array());
    return TensorBundleWriter.message(
        out -> {
          out.writeUInt64NoTag(from);
          out.writeUInt64NoTag(length);
        });
  }
}
