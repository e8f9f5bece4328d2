package org.cocogan.network.coupled;

import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;

/** Makes {@link CoupledDiscriminator}, under the name {@code coupled}. */
public final class CoupledDiscriminatorProvider implements DiscriminatorProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CoupledDiscriminatorProvider() {}

  @Override
  public String name() {
    return "coupled";
  }

  @Override
  public Discriminator create(ModelSettings settings) {
    return new CoupledDiscriminator(settings);
  }
}
