package org.cocogan.network.baseline;

import org.cocogan.network.NamedDiscriminator;

/** Makes WGAN-GP's discriminator, under the name {@code wgan-gp}. */
public final class WganGpDiscriminatorProvider extends NamedDiscriminator {
  /** For {@link java.util.ServiceLoader}. */
  public WganGpDiscriminatorProvider() {
    super(WganGp.NAME, "WGAN-GP's residual discriminator.", WganGpDiscriminator::new);
  }
}
