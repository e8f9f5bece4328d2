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

  /** Whether its networks can grow from a smaller resolution to a larger one. */
  default boolean grows() {
    return false;
  }

  /**
   * Makes the generator for a resolution that it has grown to from half of it: the same, but {@link
   * Blend blended} with what the smaller one does.
   *
   * @throws IllegalArgumentException as {@link #create} does
   * @throws UnsupportedOperationException unless it {@link #grows()}
   */
  default Generator createGrown(ModelSettings settings) {
    throw new UnsupportedOperationException("the generator " + name() + " does not grow");
  }
}
