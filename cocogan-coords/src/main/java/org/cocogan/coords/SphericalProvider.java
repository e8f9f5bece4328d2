package org.cocogan.coords;

/** Offers the {@link SphericalCoordinateSystem} as {@code spherical}. */
public final class SphericalProvider extends LayoutProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public SphericalProvider() {
    super(
        SphericalCoordinateSystem.NAME,
        "Equirectangular panoramas of a whole sphere: unit vectors of three entries.",
        SphericalCoordinateSystem::new);
  }
}
