package org.cocogan.network;

import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Makes a generator for each position of a micro patch, under the name {@code multiple}. */
public final class MultipleGeneratorsProvider implements GeneratorProvider {
  @Override
  public String name() {
    return MultipleGenerators.NAME;
  }

  @Override
  public Generator create(ModelSettings settings) {
    return new MultipleGenerators(settings);
  }
}
