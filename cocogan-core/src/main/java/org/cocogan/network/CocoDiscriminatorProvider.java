package org.cocogan.network;

import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;

/** Makes the paper's discriminator, under the name {@code cocogan}. */
public final class CocoDiscriminatorProvider implements DiscriminatorProvider {
  @Override
  public String name() {
    return "cocogan";
  }

  @Override
  public Discriminator create(ModelSettings settings) {
    return new CocoDiscriminator(settings);
  }
}
