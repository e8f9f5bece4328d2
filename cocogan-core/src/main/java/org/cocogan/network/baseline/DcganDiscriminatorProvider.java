package org.cocogan.network.baseline;

import org.cocogan.network.NamedDiscriminator;

/** Makes DCGAN's discriminator, under the name {@code dcgan}. */
public final class DcganDiscriminatorProvider extends NamedDiscriminator {
  /** For {@link java.util.ServiceLoader}. */
  public DcganDiscriminatorProvider() {
    super(Dcgan.NAME, "DCGAN's discriminator.", DcganDiscriminator::new);
  }
}
