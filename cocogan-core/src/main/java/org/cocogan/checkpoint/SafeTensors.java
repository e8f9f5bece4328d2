package org.cocogan.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private static final int LARGEST_HEADER = 64 << 20;

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
    ObjectNode header = JSON.createObjectNode();
    ObjectNode free = header.putObject(METADATA);
    metadata.forEach(free::put);
    long at = 0;
    for (String name : variables.names()) {
      Shape shape = variables.shape(name);
      ObjectNode node = header.putObject(name);
      node.put("dtype", "F32");
      node.putPOJO("shape", shape.dimensions());
      long end = at + 4L * shape.size();
      node.putPOJO("data_offsets", new long[] {at, end});
      at = end;
    }
    byte[] text = JSON.writeValueAsBytes(header);
    int padding = Math.floorMod(-text.length, 8);
    try (FileOutputStream stream = new FileOutputStream(file.toFile());
        OutputStream out = new BufferedOutputStream(stream, 1 << 16)) {
      byte[] length = new byte[8];
      ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length + padding);
      out.write(length);
      out.write(text);
      out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
      for (String name : variables.names()) {
        float[] values = variables.get(name).values();
        byte[] bytes = new byte[Product.of(4, values.length)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        out.write(bytes);
      }
      out.flush();
      stream.getFD().sync();
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or is no complete safetensors file of floats; the
   *     message says what is wrong
   */
  public static SafeTensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = channel.size();
      if (length < 8) {
        throw new IOException(file + " is no safetensors file: it has " + length + " bytes");
      }
      ByteBuffer prefix = littleEndian(8);
      while (prefix.hasRemaining() && channel.read(prefix) >= 0) {}
      long headerLength = prefix.getLong(0);
      if (headerLength < 2 || headerLength > Math.min(LARGEST_HEADER, length - 8)) {
        throw new IOException(
            file
                + " is no safetensors file, or torn: its header claims "
                + headerLength
                + " bytes");
      }
      ByteBuffer header = ByteBuffer.allocate((int) headerLength);
      while (header.hasRemaining() && channel.read(header) >= 0) {}
      JsonNode tree = JSON.readTree(header.array());
      if (!tree.isObject()) {
        throw new IOException(file + " is no safetensors file: its header is no JSON object");
      }
      return read(file, channel, tree, 8 + headerLength);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no safetensors file: " + e.getOriginalMessage(), e);
    }
  }

  private static SafeTensors read(Path file, FileChannel channel, JsonNode header, long start)
      throws IOException {
    Map<String, HostArray> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> i = header.properties().iterator(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = i.next();
      if (entry.getKey().equals(METADATA)) {
        entry.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        tensors.put(entry.getKey(), tensor(file, channel, entry, start));
      }
    }
    return new SafeTensors(tensors, metadata);
  }

  private static HostArray tensor(
      Path file, FileChannel channel, Map.Entry<String, JsonNode> entry, long start)
      throws IOException {
    JsonNode node = entry.getValue();
    long from = node.path("data_offsets").path(0).asLong(-1);
    long to = node.path("data_offsets").path(1).asLong(-1);
    String type = node.path("dtype").asText();
    int width = type.equals("F32") ? 4 : 8;
    if (!type.equals("F32") && !type.equals("F64")) {
      throw new IOException(
          file + ": " + entry.getKey() + " is of type " + type + "; only F32 and F64 are read");
    }
    Shape shape = shape(file, entry);
    if (from < 0
        || to < from
        || to > channel.size() - start
        || to - from != (long) width * shape.size()) {
      throw new IOException(
          file
              + " is torn or damaged: "
              + entry.getKey()
              + " of shape "
              + shape
              + " should lie at bytes "
              + from
              + " to "
              + to);
    }
    MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, start + from, to - from);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[shape.size()];
    if (width == 4) {
      bytes.asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) bytes.getDouble(8 * i);
      }
    }
    return new HostArray(shape, values);
  }

  private static Shape shape(Path file, Map.Entry<String, JsonNode> entry) throws IOException {
    JsonNode sizes = entry.getValue().path("shape");
    try {
      Shape shape = Shape.of(JSON.treeToValue(sizes, int[].class));
      Math.multiplyExact(8, shape.size());
      return shape;
    } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
      throw new IOException(
          file + " is damaged: " + entry.getKey() + " cannot have the shape " + sizes, e);
    }
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
