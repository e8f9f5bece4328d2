package org.cocogan.weights.tensorflow;

import com.google.protobuf.CodedOutputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;

/**
 * Writes checkpoints in the format V2 of TensorFlow's saver: one data file of float32, in the order
 * of the sorted names, and an index that is not compressed.
 */
public final class TensorBundleWriter {
  private static final int VERSION = 1;

  private TensorBundleWriter() {}

  /**
   * Writes {@code PREFIX.index} and {@code PREFIX.data-00000-of-00001}, and waits until they are on
   * the disk; the caller sees to atomicity.
   *
   * @param prefix what the names of the files begin with
   * @param tensors by their names, which are ASCII
   * @throws IOException if they cannot be written
   */
  public static void write(Path prefix, Map<String, HostArray> tensors) throws IOException {
    SortedMap<String, byte[]> index = new TreeMap<>();
    index.put("", header());
    Path data = prefix.resolveSibling(prefix.getFileName() + ".data-00000-of-00001");
    try (FileOutputStream file = new FileOutputStream(data.toFile());
        OutputStream out = new BufferedOutputStream(file)) {
      long offset = 0;
      for (Map.Entry<String, HostArray> tensor : new TreeMap<>(tensors).entrySet()) {
        byte[] bytes = bytes(tensor.getValue().values());
        out.write(bytes);
        Entry entry =
            new Entry(
                TensorFlowType.FLOAT.number(),
                tensor.getValue().shape(),
                0,
                offset,
                bytes.length,
                MaskedChecksum.of(bytes, 0, bytes.length),
                false);
        index.put(tensor.getKey(), entry.message());
        offset += bytes.length;
      }
      out.flush();
      file.getFD().sync();
    }
    try (FileOutputStream file = new FileOutputStream(TensorBundle.index(prefix).toFile())) {
      file.write(SortedTable.write(index));
      file.getFD().sync();
    }
  }

  /** {@code BundleHeaderProto}: one data file (1), and the version (3) of those that wrote it. */
  private static byte[] header() throws IOException {
    return message(
        out -> {
          out.writeInt32(1, 1);
          out.writeByteArray(3, message(version -> version.writeInt32(1, VERSION)));
        });
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Product.of(values.length, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** The content of a protocol buffers message, or of a part of a table. */
  interface Content {
    /** Writes it. */
    void write(CodedOutputStream out) throws IOException;
  }

  /** The bytes of what is written. */
  static byte[] message(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    content.write(out);
    out.flush();
    return bytes.toByteArray();
  }
}
