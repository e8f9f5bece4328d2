package org.cocogan.network.coupled;

import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;

/** Makes {@link DigitsDiscriminator}, under the name {@code coupled-digits}. */
public final class DigitsDiscriminatorProvider implements DiscriminatorProvider {
  /** For {@link java.util.ServiceLoader}. */
  public DigitsDiscriminatorProvider() {}

  @Override
  public String name() {
    return "coupled-digits";
  }

  @Override
  public Discriminator create(ModelSettings settings) {
    return new DigitsDiscriminator(settings);
  }
}
