package org.cocogan.experiment;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Free values by name: words, numbers, True or False, lists and mappings of them. */
record ParametersType() implements ValueType<Map<String, Object>> {
  @Override
  public String description() {
    return "a mapping of names to values, such as {angle: 0.5}";
  }

  @Override
  public Map<String, Object> read(Node node, KnownNames known) throws InvalidValueException {
    if (node instanceof MappingNode mapping) {
      return mapping(mapping);
    }
    String written =
        node instanceof SequenceNode ? "a list" : Text.shown(Scalars.text(node, description()));
    throw new InvalidValueException("must be " + description() + ", not " + written);
  }

  private Map<String, Object> mapping(MappingNode node) throws InvalidValueException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      String name = Scalars.text(entry.getKeyNode(), "a mapping whose names are words");
      if (values.put(name, value(entry.getValueNode())) != null) {
        throw new InvalidValueException("has " + Text.shown(name) + " twice; keep one of them");
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private Object value(Node node) throws InvalidValueException {
    if (node instanceof MappingNode mapping) {
      return mapping(mapping);
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> values = new ArrayList<>();
      for (Node entry : sequence.getValue()) {
        values.add(value(entry));
      }
      return List.copyOf(values);
    }
    if (node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return scalar.getValue();
    }
    return plain(Scalars.text(node, "a mapping whose values are not empty"));
  }

  private static Object plain(String text) {
    Optional<Boolean> flag = Scalars.flag(text);
    if (flag.isPresent()) {
      return flag.get();
    }
    boolean fraction = text.contains(".") || text.contains("e") || text.contains("E");
    Optional<Long> whole = Scalars.whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    if (whole.isPresent() && !fraction) {
      return whole.get();
    }
    Optional<Double> real = Scalars.real(text);
    return real.isPresent() ? real.get() : text;
  }

  @Override
  public String write(Map<String, Object> value) {
    return anything(value);
  }

  private static String anything(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> Text.quoted(entry.getKey().toString()) + ": " + anything(entry.getValue()))
          .collect(joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ParametersType::anything).collect(joining(", ", "[", "]"));
    }
    return value instanceof String text ? Text.quoted(text) : value.toString();
  }
}
