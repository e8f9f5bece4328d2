package org.cocogan.network;

import java.util.function.Function;
import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;

/** Offers a discriminator that neither grows nor takes parameters of its own. */
public abstract class NamedDiscriminator implements DiscriminatorProvider {
  private final String name;
  private final String description;
  private final Function<ModelSettings, Discriminator> maker;

  /**
   * Makes the provider of a discriminator.
   *
   * @param name the name it is chosen by
   * @param description one sentence that says what it is
   * @param maker makes it from settings, or says why they do not suit it
   */
  protected NamedDiscriminator(
      String name, String description, Function<ModelSettings, Discriminator> maker) {
    this.name = name;
    this.description = description;
    this.maker = maker;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final Discriminator create(ModelSettings settings) {
    return maker.apply(settings);
  }
}
