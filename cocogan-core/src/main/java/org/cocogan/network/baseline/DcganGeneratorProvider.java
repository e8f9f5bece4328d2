package org.cocogan.network.baseline;

import org.cocogan.network.NamedGenerator;

/** Makes DCGAN's generator, under the name {@code dcgan}. */
public final class DcganGeneratorProvider extends NamedGenerator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public DcganGeneratorProvider() {
    super(Dcgan.NAME, "DCGAN's generator of full images.", DcganGenerator::new);
  }
}
