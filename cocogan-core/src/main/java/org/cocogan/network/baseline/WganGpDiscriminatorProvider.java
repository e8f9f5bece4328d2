package org.cocogan.network.baseline;

import org.cocogan.network.NamedDiscriminator;

/** Makes WGAN-GP's discriminator, under the name {@code wgan-gp}. */
public final class WganGpDiscriminatorProvider extends NamedDiscriminator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public WganGpDiscriminatorProvider() {
    super(WganGp.NAME, "WGAN-GP's residual discriminator.", WganGpDiscriminator::new);
  }
}
