package org.cocogan.experiment;

import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The type of a setting whose value is a word or a number; it is read from its text, because YAML
 * 1.1 takes {@code 1e-4} for a word.
 *
 * @param description what a value must be
 * @param reader from the text to the value; empty if it is none
 * @param writer from the value to the text
 */
record ScalarType<T>(
    String description, Function<String, Optional<T>> reader, Function<T, String> writer)
    implements ValueType<T> {
  @Override
  public T read(Node node, KnownNames known) throws InvalidValueException {
    String text = Scalars.text(node, description);
    return reader
        .apply(text)
        .orElseThrow(
            () ->
                new InvalidValueException("must be " + description + ", not " + Text.shown(text)));
  }

  @Override
  public String write(T value) {
    return writer.apply(value);
  }
}
