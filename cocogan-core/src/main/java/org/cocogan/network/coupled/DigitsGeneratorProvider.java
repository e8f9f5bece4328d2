package org.cocogan.network.coupled;

import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Makes {@link DigitsGenerator}, under the name {@code coupled-digits}. */
public final class DigitsGeneratorProvider implements GeneratorProvider {
  /** For {@link java.util.ServiceLoader}. */
  public DigitsGeneratorProvider() {}

  @Override
  public String name() {
    return "coupled-digits";
  }

  @Override
  public Generator create(ModelSettings settings) {
    return new DigitsGenerator(settings);
  }
}
