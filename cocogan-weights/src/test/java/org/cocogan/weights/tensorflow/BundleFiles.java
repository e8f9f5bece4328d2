package org.cocogan.weights.tensorflow;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bundles that TensorFlow has written, and indices that say what a test wants, checksums right. */
final class BundleFiles {
  private static final byte[] NO_ENTRIES = {0, 0, 0, 0, 1, 0, 0, 0};

  private BundleFiles() {}

  /** Copies some of the files of TensorFlow's into a folder. */
  static void copy(Path folder, String... names) throws IOException {
    for (String name : names) {
      try (InputStream in = BundleFiles.class.getResourceAsStream("bundles/" + name)) {
        if (in == null) {
          throw new IllegalStateException("there is no bundle " + name);
        }
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  /** Writes an index of one data file with one tensor. */
  static void writeIndex(Path prefix, String name, Entry entry) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    entries.put("", message(out -> out.writeInt32(1, 1)));
    entries.put(name, message(out -> write(entry, out)));
    Files.write(TensorBundle.index(prefix), table(entries, (byte) 0));
  }

  private static void write(Entry entry, CodedOutputStream out) throws IOException {
    out.writeInt32(1, entry.type());
    out.writeByteArray(
        2,
        message(
            shape -> {
              for (int size : entry.shape().dimensions()) {
                shape.writeByteArray(2, message(dimension -> dimension.writeInt64(1, size)));
              }
            }));
    out.writeInt32(3, entry.shard());
    out.writeInt64(4, entry.offset());
    out.writeInt64(5, entry.bytes());
    out.writeFixed32(6, entry.checksum());
  }

  /** A table of one block. */
  static byte[] table(Map<String, byte[]> entries, byte compression) throws IOException {
    byte[] block =
        message(
            out -> {
              for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
                out.writeUInt32NoTag(0);
                out.writeUInt32NoTag(key.length);
                out.writeUInt32NoTag(entry.getValue().length);
                out.writeRawBytes(key);
                out.writeRawBytes(entry.getValue());
              }
              out.writeRawBytes(NO_ENTRIES);
            });
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] first = handle(0, block.length);
    append(block, compression, file);
    byte[] filters = handle(file.size(), NO_ENTRIES.length);
    append(NO_ENTRIES, (byte) 0, file);
    byte[] list =
        message(
            out -> {
              out.writeUInt32NoTag(0);
              out.writeUInt32NoTag(1);
              out.writeUInt32NoTag(first.length);
              out.writeRawByte('~');
              out.writeRawBytes(first);
              out.writeRawBytes(NO_ENTRIES);
            });
    byte[] last = handle(file.size(), list.length);
    append(list, (byte) 0, file);
    ByteBuffer footer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(filters).put(last).putLong(40, 0xdb4775248b80fb57L);
    file.write(footer.array());
    return file.toByteArray();
  }

  private static byte[] handle(int from, int length) throws IOException {
    return message(
        out -> {
          out.writeUInt64NoTag(from);
          out.writeUInt64NoTag(length);
        });
  }

  private static void append(byte[] block, byte compression, ByteArrayOutputStream file)
      throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(block.length + 5).order(ByteOrder.LITTLE_ENDIAN);
    whole.put(block).put(compression);
    whole.putInt(MaskedChecksum.of(whole.array(), 0, block.length + 1));
    file.write(whole.array());
  }

  private interface Content {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    content.write(out);
    out.flush();
    return bytes.toByteArray();
  }
}
