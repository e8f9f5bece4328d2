package org.cocogan.network.coupled;

import org.cocogan.network.NamedGenerator;

/** Makes {@link CoupledGenerator}, under the name {@code coupled}. */
public final class CoupledGeneratorProvider extends NamedGenerator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public CoupledGeneratorProvider() {
    super(
        "coupled",
        "CoGAN's pair of generators, whose first layers are shared.",
        CoupledGenerator::new);
  }
}
