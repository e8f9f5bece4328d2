package org.cocogan.model;

/** Makes a generator for an experiment; found by {@link java.util.ServiceLoader}. */
public interface GeneratorProvider {
  /** The name a configuration chooses it by. */
  String name();

  /**
   * Makes the generator.
   *
   * @throws IllegalArgumentException if the settings do not suit it; the message says what would
   */
  Generator create(ModelSettings settings);
}
