package org.cocogan.network.baseline;

import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;

/** Makes DCGAN's discriminator, under the name {@code dcgan}. */
public final class DcganDiscriminatorProvider implements DiscriminatorProvider {
  @Override
  public String name() {
    return Dcgan.NAME;
  }

  @Override
  public Discriminator create(ModelSettings settings) {
    return new DcganDiscriminator(settings);
  }
}
