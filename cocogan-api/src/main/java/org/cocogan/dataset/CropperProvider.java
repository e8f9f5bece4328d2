package org.cocogan.dataset;

import org.cocogan.provider.ConfigurableProvider;
import org.cocogan.provider.Parameters;

/** Makes a cropper for an experiment; found by {@link java.util.ServiceLoader}. */
public interface CropperProvider extends ConfigurableProvider {
  /**
   * Makes the cropper.
   *
   * @param parameters the values of the cropper's own parameters
   * @throws IllegalArgumentException if they do not suit it; the message says what would
   */
  Cropper create(Parameters parameters);
}
