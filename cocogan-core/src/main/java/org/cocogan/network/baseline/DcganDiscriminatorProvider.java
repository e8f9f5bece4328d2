package org.cocogan.network.baseline;

import org.cocogan.network.NamedDiscriminator;

/** Makes DCGAN's discriminator, under the name {@code dcgan}. */
public final class DcganDiscriminatorProvider extends NamedDiscriminator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public DcganDiscriminatorProvider() {
    super(Dcgan.NAME, "DCGAN's discriminator.", DcganDiscriminator::new);
  }
}
