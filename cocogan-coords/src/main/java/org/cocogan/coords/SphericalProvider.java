package org.cocogan.coords;

import java.util.Map;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;

/** Offers the {@link SphericalCoordinateSystem} as {@code spherical}; it takes no parameters. */
public final class SphericalProvider implements CoordinateSystemProvider {
  /** For {@link java.util.ServiceLoader}. */
  public SphericalProvider() {}

  @Override
  public String name() {
    return SphericalCoordinateSystem.NAME;
  }

  @Override
  public String description() {
    return "Equirectangular panoramas of a whole sphere: unit vectors of three entries.";
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Map<String, Object> parameters) {
    Parameters.requireNone(name(), parameters);
    return new SphericalCoordinateSystem(layout);
  }
}
