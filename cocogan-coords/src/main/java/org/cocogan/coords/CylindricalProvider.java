package org.cocogan.coords;

/** Offers the {@link CylindricalCoordinateSystem} as {@code cylindrical}. */
public final class CylindricalProvider extends LayoutProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public CylindricalProvider() {
    super(
        CylindricalCoordinateSystem.NAME,
        "Panorama images whose right edge meets their left: (vertical, cos θ, sin θ).",
        CylindricalCoordinateSystem::new);
  }
}
