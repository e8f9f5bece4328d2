package org.cocogan.onnx;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The protocol between a process that runs a model and the one that started it; both are of one
 * build.
 */
final class Wire {
  private static final int CHUNK = 1 << 16;

  private Wire() {}

  /** Writes a value of a map. */
  @FunctionalInterface
  interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  /** Reads a value of a map. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(bytes(in, in.readInt()), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  static void writeTexts(DataOutputStream out, Collection<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  static List<String> readTexts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  static <T> void writeMap(DataOutputStream out, Map<String, T> map, Writer<T> writer)
      throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, T> entry : map.entrySet()) {
      writeText(out, entry.getKey());
      writer.write(out, entry.getValue());
    }
  }

  static <T> Map<String, T> readMap(DataInputStream in, Reader<T> reader) throws IOException {
    int count = in.readInt();
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String key = readText(in);
      map.put(key, reader.read(in));
    }
    return map;
  }

  private static void writeShape(DataOutputStream out, List<Long> shape) throws IOException {
    out.writeInt(shape.size());
    for (long size : shape) {
      out.writeLong(size);
    }
  }

  private static List<Long> readShape(DataInputStream in) throws IOException {
    int axes = in.readInt();
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      shape.add(in.readLong());
    }
    return shape;
  }

  static void writeTensor(DataOutputStream out, ModelTensor tensor) throws IOException {
    writeText(out, tensor.type().name());
    writeShape(out, tensor.shape());
    ByteBuffer numbers = tensor.bytes().duplicate();
    byte[] chunk = new byte[Math.min(CHUNK, numbers.remaining())];
    while (numbers.hasRemaining()) {
      int count = Math.min(chunk.length, numbers.remaining());
      numbers.get(chunk, 0, count);
      out.write(chunk, 0, count);
    }
  }

  static ModelTensor readTensor(DataInputStream in) throws IOException {
    ElementType type = ElementType.valueOf(readText(in));
    List<Long> shape = readShape(in);
    ByteBuffer numbers = ModelTensor.room(type, shape);
    byte[] chunk = new byte[Math.min(CHUNK, numbers.remaining())];
    while (numbers.hasRemaining()) {
      int count = Math.min(chunk.length, numbers.remaining());
      in.readFully(chunk, 0, count);
      numbers.put(chunk, 0, count);
    }
    return new ModelTensor(type, shape, numbers.flip());
  }

  static void writeSettings(DataOutputStream out, RuntimeSettings settings) throws IOException {
    out.writeInt(settings.threads());
    out.writeBoolean(settings.optimized());
    out.writeBoolean(settings.spinning());
    out.writeBoolean(settings.gpu());
    out.writeInt(settings.mostOutputBytes());
  }

  static RuntimeSettings readSettings(DataInputStream in) throws IOException {
    return new RuntimeSettings(
        in.readInt(), in.readBoolean(), in.readBoolean(), in.readBoolean(), in.readInt());
  }

  static void writeDescription(DataOutputStream out, ModelDescription description)
      throws IOException {
    writeMap(out, description.inputs(), Wire::writeValue);
    writeMap(out, description.outputs(), Wire::writeValue);
    writeMap(out, description.metadata(), Wire::writeText);
  }

  static ModelDescription readDescription(DataInputStream in) throws IOException {
    return new ModelDescription(
        readMap(in, Wire::readValue), readMap(in, Wire::readValue), readMap(in, Wire::readText));
  }

  private static void writeValue(DataOutputStream out, ModelDescription.Value value)
      throws IOException {
    writeText(out, value.type().map(ElementType::name).orElse(""));
    writeShape(out, value.shape());
  }

  private static ModelDescription.Value readValue(DataInputStream in) throws IOException {
    String type = readText(in);
    return new ModelDescription.Value(
        type.isEmpty() ? Optional.empty() : Optional.of(ElementType.valueOf(type)), readShape(in));
  }
}
