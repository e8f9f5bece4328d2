package org.cocogan.experiment;

import java.util.List;
import java.util.function.Function;
import org.cocogan.provider.NearestName;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The type of a setting whose value is one of a few words.
 *
 * @param choices every value
 * @param spelling the word for each
 */
record ChoiceType<T>(List<T> choices, Function<T, String> spelling) implements ValueType<T> {
  @Override
  public String description() {
    return Text.oneOf(words());
  }

  @Override
  public T read(Node node, KnownNames known) throws InvalidValueException {
    String text = Scalars.text(node, description());
    for (T choice : choices) {
      if (write(choice).equalsIgnoreCase(text)) {
        return choice;
      }
    }
    throw new InvalidValueException(
        "must be %s, not %s%s"
            .formatted(description(), Text.shown(text), NearestName.hint(text, words())));
  }

  @Override
  public String write(T value) {
    return spelling.apply(value);
  }

  private List<String> words() {
    return choices.stream().map(spelling).toList();
  }
}
