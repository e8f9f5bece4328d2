package org.cocogan.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.cocogan.checkpoint.SafeTensorsHeader.Entry;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/**
 * Named arrays in a safetensors file: eight bytes with the length of a JSON header, the header with
 * type, shape and place of each array, then the arrays, little-endian.
 *
 * @param tensors the arrays by name; float64 is rounded to float32 when read
 * @param metadata free text by name
 */
public record SafeTensors(Map<String, HostArray> tensors, Map<String, String> metadata) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final int LARGEST_HEADER = 16 << 20;
  private static final int PREFIX = Long.BYTES;
  private static final int CHUNK = 1 << 16;

  /** Copies the maps, keeping their order. */
  public SafeTensors {
    tensors = new LinkedHashMap<>(tensors);
    metadata = new LinkedHashMap<>(metadata);
  }

  /**
   * Writes variables to a file, one after the other, and waits until they are on the disk; the
   * caller sees to atomicity.
   */
  public static void write(Path file, Variables variables, Map<String, String> metadata)
      throws IOException {
    try (FileOutputStream stream = new FileOutputStream(file.toFile());
        OutputStream out = new BufferedOutputStream(stream, CHUNK)) {
      write(out, variables.names(), variables::shape, variables::get, metadata);
      out.flush();
      stream.getFD().sync();
    }
  }

  /** Writes all to a stream, which stays open. */
  public void writeTo(OutputStream out) throws IOException {
    Function<String, HostArray> arrays = name -> Objects.requireNonNull(tensors.get(name));
    write(out, tensors.keySet(), name -> arrays.apply(name).shape(), arrays, metadata);
  }

  private static void write(
      OutputStream out,
      Collection<String> names,
      Function<String, Shape> shapes,
      Function<String, HostArray> values,
      Map<String, String> metadata)
      throws IOException {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode free = header.putObject(METADATA);
    metadata.forEach(free::put);
    long at = 0;
    for (String name : names) {
      Shape shape = shapes.apply(name);
      ObjectNode node = header.putObject(name);
      node.put("dtype", "F32");
      node.putPOJO("shape", shape.dimensions());
      long end = at + 4L * shape.size();
      node.putPOJO("data_offsets", new long[] {at, end});
      at = end;
    }
    byte[] text = JSON.writeValueAsBytes(header);
    int padding = Math.floorMod(-text.length, PREFIX);
    out.write(littleEndian(PREFIX).putLong(text.length + padding).array());
    out.write(text);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (String name : names) {
      write(out, values.apply(name).values());
    }
  }

  private static void write(OutputStream out, float[] values) throws IOException {
    byte[] chunk = new byte[CHUNK];
    FloatBuffer floats = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    int most = floats.capacity();
    for (int done = 0; done < values.length; done += most) {
      int part = Math.min(most, values.length - done);
      floats.clear().put(values, done, part);
      out.write(chunk, 0, Product.of(part, Float.BYTES));
    }
  }

  /**
   * Reads a file. Its header is checked before any memory is taken for its tensors.
   *
   * @throws IOException if it cannot be read, is no complete safetensors file of floats, or holds
   *     more than Java may have in memory; the message says what is wrong
   */
  public static SafeTensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = channel.size();
      if (length < PREFIX) {
        throw new IOException(file + " is no safetensors file: it has " + length + " bytes");
      }
      long headerLength = read(file, channel, 0, littleEndian(PREFIX)).getLong(0);
      if (headerLength < 2 || headerLength > Math.min(LARGEST_HEADER, length - PREFIX)) {
        throw new IOException(
            file
                + " is no safetensors file, or torn: its header claims "
                + headerLength
                + " bytes");
      }
      byte[] text =
          read(file, channel, PREFIX, littleEndian(Math.toIntExact(headerLength))).array();
      long start = PREFIX + headerLength;
      SafeTensorsHeader header = header(file, text, length - start);
      Map<String, HostArray> tensors = new LinkedHashMap<>();
      for (Entry entry : header.entries()) {
        tensors.put(entry.name(), tensor(file, channel, entry, start));
      }
      return new SafeTensors(tensors, header.metadata());
    }
  }

  private static SafeTensorsHeader header(Path file, byte[] text, long dataBytes)
      throws IOException {
    SafeTensorsHeader header;
    try {
      header = SafeTensorsHeader.parse(text, dataBytes);
    } catch (IOException e) {
      throw new IOException(file + e.getMessage(), e);
    }
    long memory = Runtime.getRuntime().maxMemory();
    if (dataBytes > memory) {
      throw new IOException(
          file
              + " holds "
              + dataBytes
              + " bytes, but Java may take "
              + memory
              + "; give it more, such as -Xmx16g");
    }
    return header;
  }

  private static HostArray tensor(Path file, FileChannel channel, Entry entry, long start)
      throws IOException {
    float[] values = new float[entry.shape().size()];
    ByteBuffer chunk = littleEndian(CHUNK);
    int most = CHUNK / entry.width();
    for (int done = 0; done < values.length; done += most) {
      int part = Math.min(most, values.length - done);
      chunk.clear().limit(Product.of(part, entry.width()));
      read(file, channel, start + entry.from() + (long) done * entry.width(), chunk).flip();
      if (entry.width() == Float.BYTES) {
        chunk.asFloatBuffer().get(values, done, part);
      } else {
        for (int i = 0; i < part; i++) {
          values[done + i] = (float) chunk.getDouble();
        }
      }
    }
    return new HostArray(entry.shape(), values);
  }

  /** Fills what is left of a buffer. */
  private static ByteBuffer read(Path file, FileChannel channel, long position, ByteBuffer buffer)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int bytes = channel.read(buffer, at);
      if (bytes < 0) {
        throw new IOException(file + " became shorter while it was read");
      }
      at += bytes;
    }
    return buffer;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
