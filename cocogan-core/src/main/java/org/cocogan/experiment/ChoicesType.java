package org.cocogan.experiment;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cocogan.provider.NearestName;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The type of a setting whose value is a list of any of a few words, in any order.
 *
 * @param type every value; its constants in lower case are the words
 */
record ChoicesType<E extends Enum<E>>(Class<E> type) implements ValueType<Set<E>> {
  @Override
  public String description() {
    return "a list of none, some or all of "
        + Text.listed(Arrays.stream(type.getEnumConstants()).map(ChoicesType::word).toList());
  }

  @Override
  public Set<E> read(Node node, KnownNames known) throws InvalidValueException {
    if (!(node instanceof SequenceNode list)) {
      String text = Scalars.text(node, description());
      throw new InvalidValueException("must be " + description() + ", not " + Text.shown(text));
    }
    Set<E> chosen = EnumSet.noneOf(type);
    for (Node entry : list.getValue()) {
      E choice = choice(entry);
      if (!chosen.add(choice)) {
        throw new InvalidValueException("has " + word(choice) + " twice; keep one of them");
      }
    }
    return Collections.unmodifiableSet(chosen);
  }

  private E choice(Node entry) throws InvalidValueException {
    String text = Scalars.text(entry, description());
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equalsIgnoreCase(text)) {
        return constant;
      }
    }
    List<String> words = Arrays.stream(type.getEnumConstants()).map(ChoicesType::word).toList();
    throw new InvalidValueException(
        "must be %s; %s is none of them%s"
            .formatted(description(), Text.shown(text), NearestName.hint(text, words)));
  }

  @Override
  public String write(Set<E> value) {
    return new TreeSet<>(value)
        .stream().map(ChoicesType::word).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
