package org.cocogan.model;

import org.cocogan.provider.ConfigurableProvider;

/** Makes a discriminator for an experiment; found by {@link java.util.ServiceLoader}. */
public interface DiscriminatorProvider extends ConfigurableProvider {
  /**
   * Makes the discriminator.
   *
   * @param settings of the experiment, with this provider's own parameters
   * @throws IllegalArgumentException if the settings do not suit it; the message says what would
   */
  Discriminator create(ModelSettings settings);

  /** Whether its networks can grow from a smaller resolution to a larger one. */
  default boolean grows() {
    return false;
  }

  /**
   * Makes the discriminator for a resolution that it has grown to from half of it: the same, but
   * {@link Blend blended} with what the smaller one does.
   *
   * @throws IllegalArgumentException as {@link #create} does
   * @throws UnsupportedOperationException unless it {@link #grows()}
   */
  default Discriminator createGrown(ModelSettings settings) {
    throw new UnsupportedOperationException("the discriminator " + name() + " does not grow");
  }
}
