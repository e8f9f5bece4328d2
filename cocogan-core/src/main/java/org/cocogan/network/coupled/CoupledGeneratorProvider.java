package org.cocogan.network.coupled;

import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;

/** Makes {@link CoupledGenerator}, under the name {@code coupled}. */
public final class CoupledGeneratorProvider implements GeneratorProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CoupledGeneratorProvider() {}

  @Override
  public String name() {
    return "coupled";
  }

  @Override
  public Generator create(ModelSettings settings) {
    return new CoupledGenerator(settings);
  }
}
