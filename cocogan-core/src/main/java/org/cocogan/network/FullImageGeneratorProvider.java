package org.cocogan.network;

import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Makes the paper's generator for full images, under the name {@code full-image}. */
public final class FullImageGeneratorProvider implements GeneratorProvider {
  @Override
  public String name() {
    return FullImageGenerator.NAME;
  }

  @Override
  public Generator create(ModelSettings settings) {
    return new FullImageGenerator(settings);
  }
}
