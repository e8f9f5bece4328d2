package org.cocogan.network;

/** Makes the paper's generator for full images, under the name {@code full-image}. */
public final class FullImageGeneratorProvider extends NamedGenerator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public FullImageGeneratorProvider() {
    super(
        FullImageGenerator.NAME,
        "COCO-GAN's generator for full images, without coordinates.",
        FullImageGenerator::new);
  }
}
