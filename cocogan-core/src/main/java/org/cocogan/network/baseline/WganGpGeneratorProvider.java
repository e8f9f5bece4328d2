package org.cocogan.network.baseline;

import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Makes WGAN-GP's generator, under the name {@code wgan-gp}. */
public final class WganGpGeneratorProvider implements GeneratorProvider {
  @Override
  public String name() {
    return WganGp.NAME;
  }

  @Override
  public Generator create(ModelSettings settings) {
    return new WganGpGenerator(settings);
  }
}
