package org.cocogan.network.baseline;

import org.cocogan.network.NamedGenerator;

/** Makes WGAN-GP's generator, under the name {@code wgan-gp}. */
public final class WganGpGeneratorProvider extends NamedGenerator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public WganGpGeneratorProvider() {
    super(WganGp.NAME, "WGAN-GP's residual generator of full images.", WganGpGenerator::new);
  }
}
