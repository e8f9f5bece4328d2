package org.cocogan.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.provider.NearestName;
import org.cocogan.schedule.Schedule;
import org.cocogan.schedule.Schedule.Shape;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * The type of a setting whose value is a number that stays, or a mapping that says how it changes
 * over training.
 *
 * @param value what both ends of the change must be
 */
record ScheduleType(ValueType<Double> value) implements ValueType<Schedule> {
  private static final ValueType<Shape> SHAPE =
      new ChoiceType<>(List.of(Shape.LINEAR, Shape.COSINE), ValueTypes.choice(Shape.class)::write);
  private static final ValueType<Integer> STEPS = ValueTypes.whole(1, Integer.MAX_VALUE);
  private static final List<String> NAMES = List.of("shape", "from", "to", "steps");

  @Override
  public String description() {
    return value.description() + ", or a schedule";
  }

  @Override
  public Schedule read(Node node, KnownNames known) throws InvalidValueException {
    if (!(node instanceof MappingNode mapping)) {
      return Schedule.constant(value.read(node, known));
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String name = Scalars.text(entry.getKeyNode(), description());
      if (!NAMES.contains(name)) {
        throw new InvalidValueException(
            "has an entry %s; a schedule has %s%s"
                .formatted(Text.shown(name), Text.listed(NAMES), NearestName.hint(name, NAMES)));
      }
      if (entries.put(name, entry.getValueNode()) != null) {
        throw new InvalidValueException("has " + name + " twice; keep one of them");
      }
    }
    return new Schedule(
        entry("shape", SHAPE, entries, known),
        entry("from", value, entries, known),
        entry("to", value, entries, known),
        entry("steps", STEPS, entries, known));
  }

  private static <T> T entry(
      String name, ValueType<T> type, Map<String, Node> entries, KnownNames known)
      throws InvalidValueException {
    Node node = entries.get(name);
    if (node == null) {
      throw new InvalidValueException(
          "lacks %s; a schedule has %s".formatted(name, Text.listed(NAMES)));
    }
    try {
      return type.read(node, known);
    } catch (InvalidValueException e) {
      throw new InvalidValueException(name + " " + e.getMessage());
    }
  }

  @Override
  public String write(Schedule schedule) {
    return schedule.toString();
  }
}
