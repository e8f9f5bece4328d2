package org.cocogan.patch;

import org.cocogan.provider.ConfigurableProvider;
import org.cocogan.provider.Parameters;

/** Makes a coordinate system for a layout; found by {@link java.util.ServiceLoader}. */
public interface CoordinateSystemProvider extends ConfigurableProvider {
  /**
   * Makes the system.
   *
   * @param layout sizes of the full image and its parts
   * @param parameters the values of the system's own parameters
   * @throws IllegalArgumentException if the system does not fit the layout; the message says what
   *     would be right
   */
  CoordinateSystem create(PatchLayout layout, Parameters parameters);
}
