package org.cocogan.network.baseline;

import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Makes DCGAN's generator, under the name {@code dcgan}. */
public final class DcganGeneratorProvider implements GeneratorProvider {
  @Override
  public String name() {
    return Dcgan.NAME;
  }

  @Override
  public Generator create(ModelSettings settings) {
    return new DcganGenerator(settings);
  }
}
