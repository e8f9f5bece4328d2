package org.cocogan.experiment;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * The type of a setting whose value is a mapping of names to values.
 *
 * @param value what a name has
 * @param example such a mapping, as a file has it
 */
record MappingType<T>(ValueType<T> value, String example) implements ValueType<Map<String, T>> {
  /** The parameters that something has of its own. */
  static MappingType<String> parameters() {
    return new MappingType<>(new TextType(), "{angle: 0.5}");
  }

  @Override
  public String description() {
    return "a mapping of names to values, such as " + example;
  }

  @Override
  public Map<String, T> read(Node node, KnownNames known) throws InvalidValueException {
    if (!(node instanceof MappingNode mapping)) {
      throw new InvalidValueException("must be " + description());
    }
    Map<String, T> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String name = Scalars.text(entry.getKeyNode(), "a mapping whose names are words");
      if (values.put(name, at(name, entry.getValueNode(), known)) != null) {
        throw new InvalidValueException("has " + Text.shown(name) + " twice; keep one of them");
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private T at(String name, Node node, KnownNames known) throws InvalidValueException {
    try {
      return value.read(node, known);
    } catch (InvalidValueException e) {
      throw new InvalidValueException("at " + Text.shown(name) + " " + e.getMessage());
    }
  }

  @Override
  public String write(Map<String, T> values) {
    return values.entrySet().stream()
        .map(entry -> new TextType().write(entry.getKey()) + ": " + value.write(entry.getValue()))
        .collect(joining(", ", "{", "}"));
  }
}
