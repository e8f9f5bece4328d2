package org.cocogan.experiment;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * The type of a setting whose value is a mapping of sides of macro patches to values.
 *
 * @param value what a side has
 * @param example such a mapping, as a file has it
 */
record BySideType<T>(ValueType<T> value, String example)
    implements ValueType<SortedMap<Integer, T>> {
  @Override
  public String description() {
    return "a mapping of macro patches' sides in pixels, each to "
        + value.description()
        + ", such as "
        + example;
  }

  @Override
  public SortedMap<Integer, T> read(Node node, KnownNames known) throws InvalidValueException {
    if (!(node instanceof MappingNode mapping)) {
      throw new InvalidValueException("must be " + description());
    }
    SortedMap<Integer, T> values = new TreeMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String text = Scalars.text(entry.getKeyNode(), description());
      Optional<Long> side = Scalars.whole(text, 1, SizeType.LONGEST_SIDE);
      if (side.isEmpty()) {
        throw new InvalidValueException(
            "must be " + description() + "; " + Text.shown(text) + " is no side");
      }
      if (values.put(side.get().intValue(), at(side.get(), entry.getValueNode(), known)) != null) {
        throw new InvalidValueException("has " + side.get() + " twice; keep one of them");
      }
    }
    return Collections.unmodifiableSortedMap(values);
  }

  private T at(long side, Node node, KnownNames known) throws InvalidValueException {
    try {
      return value.read(node, known);
    } catch (InvalidValueException e) {
      throw new InvalidValueException("at " + side + " " + e.getMessage());
    }
  }

  @Override
  public String write(SortedMap<Integer, T> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + value.write(entry.getValue()))
        .collect(joining(", ", "{", "}"));
  }
}
