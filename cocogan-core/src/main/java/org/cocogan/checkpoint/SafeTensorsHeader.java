package org.cocogan.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.exact.TooLargeException;
import org.cocogan.tensor.Shape;

/**
 * The header of a safetensors file: what its tensors are, where they lie, and that they lie one
 * behind another, so that all of them together are no larger than the file.
 *
 * @param entries in the order of the header
 * @param metadata free text by name
 */
record SafeTensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";

  /**
   * A tensor of the file.
   *
   * @param width bytes of a number, 4 or 8
   * @param from its first byte, counted from the end of the header
   * @param to the byte behind it
   */
  record Entry(String name, Shape shape, int width, long from, long to) {}

  /**
   * Reads a header.
   *
   * @param text the JSON
   * @param dataBytes of the file behind the header
   * @throws IOException if it is no header, or the file cannot hold what it says; the message goes
   *     on after the file's name
   */
  static SafeTensorsHeader parse(byte[] text, long dataBytes) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(" is no safetensors file: its header is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        JsonNode node = JSON.readTree(parser);
        if (name.equals(METADATA)) {
          node.properties().forEach(free -> metadata.put(free.getKey(), free.getValue().asText()));
        } else if (entries.put(name, entry(name, node, dataBytes)) != null) {
          throw new IOException(" is damaged: it has two tensors " + name);
        }
      }
    } catch (JsonProcessingException e) {
      throw new IOException(" is no safetensors file: " + e.getOriginalMessage(), e);
    }
    requireOneBehindAnother(entries.values(), dataBytes);
    return new SafeTensorsHeader(List.copyOf(entries.values()), metadata);
  }

  private static Entry entry(String name, JsonNode node, long dataBytes) throws IOException {
    String type = node.path("dtype").asText();
    if (!type.equals("F32") && !type.equals("F64")) {
      throw new IOException(": " + name + " is of type " + type + "; only F32 and F64 are read");
    }
    Shape shape = shape(name, node.path("shape"));
    int width = type.equals("F32") ? Float.BYTES : Double.BYTES;
    long from = node.path("data_offsets").path(0).asLong(-1);
    long to = node.path("data_offsets").path(1).asLong(-1);
    if (from < 0 || to < from || to > dataBytes || to - from != (long) width * shape.size()) {
      throw new IOException(
          " is torn or damaged: "
              + name
              + " of shape "
              + shape
              + " should lie at bytes "
              + from
              + " to "
              + to);
    }
    return new Entry(name, shape, width, from, to);
  }

  private static Shape shape(String name, JsonNode sizes) throws IOException {
    int[] dimensions = new int[sizes.size()];
    boolean isShape = sizes.isArray();
    for (int axis = 0; axis < dimensions.length; axis++) {
      JsonNode size = sizes.path(axis);
      isShape &= size.isIntegralNumber() && size.canConvertToInt() && size.asInt() >= 0;
      dimensions[axis] = size.asInt();
    }
    if (isShape) {
      try {
        Shape shape = Shape.of(dimensions);
        shape.size();
        return shape;
      } catch (TooLargeException e) {
        throw noShape(name, sizes);
      }
    }
    throw noShape(name, sizes);
  }

  private static IOException noShape(String name, JsonNode sizes) {
    return new IOException(" is damaged: " + name + " cannot have the shape " + sizes);
  }

  /**
   * Requires that tensors lie one behind another, as the format asks, so that no byte of the file
   * is read twice.
   */
  private static void requireOneBehindAnother(Collection<Entry> entries, long dataBytes)
      throws IOException {
    long end = 0;
    for (Entry entry :
        entries.stream()
            .sorted(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to))
            .toList()) {
      if (entry.from() != end) {
        throw new IOException(
            " is damaged: "
                + entry.name()
                + " begins at byte "
                + entry.from()
                + " but the tensor before it ends at "
                + end);
      }
      end = entry.to();
    }
    if (end != dataBytes) {
      throw new IOException(
          " is damaged: its tensors have " + end + " bytes but the file has " + dataBytes);
    }
  }
}
