package org.cocogan.network;

import java.util.function.Function;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Offers a generator that neither grows nor takes parameters of its own. */
public abstract class NamedGenerator implements GeneratorProvider {
  private final String name;
  private final String description;
  private final Function<ModelSettings, Generator> maker;

  /**
   * Makes the provider of a generator.
   *
   * @param name the name it is chosen by
   * @param description one sentence that says what it is
   * @param maker makes it from settings, or says why they do not suit it
   */
  protected NamedGenerator(
      String name, String description, Function<ModelSettings, Generator> maker) {
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
  public final Generator create(ModelSettings settings) {
    return maker.apply(settings);
  }
}
