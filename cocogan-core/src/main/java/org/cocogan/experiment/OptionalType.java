package org.cocogan.experiment;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The type of a setting whose value may be left open by {@code False}.
 *
 * @param type which values it takes otherwise
 */
record OptionalType<T>(ValueType<T> type) implements ValueType<Optional<T>> {
  @Override
  public String description() {
    return type.description() + ", or False for none";
  }

  @Override
  public Optional<T> read(Node node, KnownNames known) throws InvalidValueException {
    boolean isOpen = node instanceof ScalarNode scalar && Scalars.isNotSet(scalar.getValue());
    return isOpen ? Optional.empty() : Optional.of(type.read(node, known));
  }

  @Override
  public String write(Optional<T> value) {
    return value.map(type::write).orElse("False");
  }
}
