package org.cocogan.network.baseline;

import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;

/** Makes WGAN-GP's discriminator, under the name {@code wgan-gp}. */
public final class WganGpDiscriminatorProvider implements DiscriminatorProvider {
  @Override
  public String name() {
    return WganGp.NAME;
  }

  @Override
  public Discriminator create(ModelSettings settings) {
    return new WganGpDiscriminator(settings);
  }
}
