package org.cocogan.network;

import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Makes the paper's generator, under the name {@code cocogan}. */
public final class CocoGeneratorProvider implements GeneratorProvider {
  @Override
  public String name() {
    return "cocogan";
  }

  @Override
  public Generator create(ModelSettings settings) {
    return new CocoGenerator(settings);
  }
}
