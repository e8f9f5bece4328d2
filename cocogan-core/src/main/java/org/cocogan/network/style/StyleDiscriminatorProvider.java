package org.cocogan.network.style;

import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;

/** Makes the style-based discriminator, under the name {@code style-conditional}. */
public final class StyleDiscriminatorProvider implements DiscriminatorProvider {
  @Override
  public String name() {
    return "style-conditional";
  }

  @Override
  public String description() {
    return "A style-based discriminator with projection of coordinates, which grows.";
  }

  @Override
  public Discriminator create(ModelSettings settings) {
    return new StyleDiscriminator(settings, false);
  }

  @Override
  public boolean grows() {
    return true;
  }

  @Override
  public Discriminator createGrown(ModelSettings settings) {
    return new StyleDiscriminator(settings, true);
  }
}
