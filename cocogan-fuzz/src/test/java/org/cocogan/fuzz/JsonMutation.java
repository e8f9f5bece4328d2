package org.cocogan.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes a value of a JSON text, which stays JSON: another type, size or sign, or none. */
final class JsonMutation implements Mutation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e300",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999999999",
          "\"\"",
          "\"x\"",
          "\"7\"",
          "\"\\u001b[31m\\n\"",
          "[]",
          "[null]",
          "[-1]",
          "[2147483647, 2147483647]",
          "{}",
          "{\"x\": null}",
          "[".repeat(400) + "]".repeat(400));

  @Override
  public byte[] apply(byte[] input, RandomGenerator random) {
    try {
      JsonNode root = JSON.readTree(input);
      List<JsonNode> holders = new ArrayList<>();
      collect(root, holders);
      if (holders.isEmpty()) {
        return JSON.writeValueAsBytes(odd(random));
      }
      JsonNode holder = holders.get(random.nextInt(holders.size()));
      List<JsonNode> children = new ArrayList<>();
      holders.forEach(other -> other.forEach(children::add));
      JsonNode other =
          random.nextInt(4) > 0 ? odd(random) : children.get(random.nextInt(children.size()));
      if (holder instanceof ObjectNode object) {
        change(object, other.deepCopy(), random);
      } else if (holder instanceof ArrayNode array) {
        change(array, other.deepCopy(), random);
      }
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      // What another change has made no JSON is left as it is.
      return input;
    }
  }

  private static void collect(JsonNode node, List<JsonNode> holders) {
    if (!node.isEmpty()) {
      holders.add(node);
      node.forEach(child -> collect(child, holders));
    }
  }

  private static JsonNode odd(RandomGenerator random) throws JsonProcessingException {
    return JSON.readTree(ODD.get(random.nextInt(ODD.size())));
  }

  private static void change(ObjectNode object, JsonNode other, RandomGenerator random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name + "2", other);
      default -> object.set(name, other);
    }
  }

  private static void change(ArrayNode array, JsonNode other, RandomGenerator random) {
    int at = random.nextInt(array.size());
    switch (random.nextInt(6)) {
      case 0 -> array.remove(at);
      case 1 -> array.insert(at, other);
      default -> array.set(at, other);
    }
  }
}
