package org.cocogan.network.seamless;

import org.cocogan.network.NamedGenerator;

/** Makes the generator without seams, under the name {@code seamless}. */
public final class SeamlessGeneratorProvider extends NamedGenerator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public SeamlessGeneratorProvider() {
    super(
        SeamlessGenerator.NAME,
        "Micro patches that agree by construction: each pixel is a function of latent vector and"
            + " place.",
        SeamlessGenerator::new);
  }
}
