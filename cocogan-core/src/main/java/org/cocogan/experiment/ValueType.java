package org.cocogan.experiment;

import org.yaml.snakeyaml.nodes.Node;

/** The values a setting takes, and how a file spells them. */
interface ValueType<T> {
  /** What a value must be, such as {@code a number above 0}. */
  String description();

  /**
   * Reads a value.
   *
   * @throws InvalidValueException if it is none
   */
  T read(Node node, KnownNames known) throws InvalidValueException;

  /** Writes a value in one line, so that it reads back equal. */
  String write(T value);
}
