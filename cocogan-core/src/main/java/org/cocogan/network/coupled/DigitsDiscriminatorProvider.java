package org.cocogan.network.coupled;

import org.cocogan.network.NamedDiscriminator;

/** Makes {@link DigitsDiscriminator}, under the name {@code coupled-digits}. */
public final class DigitsDiscriminatorProvider extends NamedDiscriminator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public DigitsDiscriminatorProvider() {
    super(
        "coupled-digits",
        "CoGAN's pair of discriminators for digits of 28 or 32 pixels.",
        DigitsDiscriminator::new);
  }
}
