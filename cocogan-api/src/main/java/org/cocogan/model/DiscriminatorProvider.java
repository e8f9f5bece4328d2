package org.cocogan.model;

/** Makes a discriminator for an experiment; found by {@link java.util.ServiceLoader}. */
public interface DiscriminatorProvider {
  /** The name a configuration chooses it by. */
  String name();

  /**
   * Makes the discriminator.
   *
   * @throws IllegalArgumentException if the settings do not suit it; the message says what would
   */
  Discriminator create(ModelSettings settings);
}
