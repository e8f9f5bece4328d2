package org.cocogan.network;

/** Makes the paper's discriminator, under the name {@code cocogan}. */
public final class CocoDiscriminatorProvider extends NamedDiscriminator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public CocoDiscriminatorProvider() {
    super(
        "cocogan",
        "The discriminator of COCO-GAN: judges macro patches and predicts coordinate and latent"
            + " vector.",
        CocoDiscriminator::new);
  }
}
