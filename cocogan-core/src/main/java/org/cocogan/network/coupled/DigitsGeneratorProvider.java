package org.cocogan.network.coupled;

import org.cocogan.network.NamedGenerator;

/** Makes {@link DigitsGenerator}, under the name {@code coupled-digits}. */
public final class DigitsGeneratorProvider extends NamedGenerator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public DigitsGeneratorProvider() {
    super(
        "coupled-digits",
        "CoGAN's pair of generators for digits of 28 or 32 pixels.",
        DigitsGenerator::new);
  }
}
