package org.cocogan.coords;

import java.util.Map;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;

/**
 * Offers the {@link CylindricalCoordinateSystem} as {@code cylindrical}; it takes no parameters.
 */
public final class CylindricalProvider implements CoordinateSystemProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CylindricalProvider() {}

  @Override
  public String name() {
    return CylindricalCoordinateSystem.NAME;
  }

  @Override
  public String description() {
    return "Panorama images whose right edge meets their left: (vertical, cos θ, sin θ).";
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Map<String, Object> parameters) {
    Parameters.requireNone(name(), parameters);
    return new CylindricalCoordinateSystem(layout);
  }
}
