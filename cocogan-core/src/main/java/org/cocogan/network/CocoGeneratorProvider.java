package org.cocogan.network;

/** Makes the paper's generator, under the name {@code cocogan}. */
public final class CocoGeneratorProvider extends NamedGenerator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public CocoGeneratorProvider() {
    super(
        "cocogan",
        "The generator of COCO-GAN: micro patches from a latent vector and a coordinate.",
        CocoGenerator::new);
  }
}
