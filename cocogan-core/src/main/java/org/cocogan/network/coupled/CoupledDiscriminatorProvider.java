package org.cocogan.network.coupled;

import org.cocogan.network.NamedDiscriminator;

/** Makes {@link CoupledDiscriminator}, under the name {@code coupled}. */
public final class CoupledDiscriminatorProvider extends NamedDiscriminator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public CoupledDiscriminatorProvider() {
    super(
        "coupled",
        "CoGAN's pair of discriminators, whose last layers are shared.",
        CoupledDiscriminator::new);
  }
}
