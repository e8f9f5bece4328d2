package org.cocogan.coords;

/** Offers the {@link CylindricalCoordinateSystem} as {@code cylindrical}. */
public final class CylindricalProvider extends LayoutProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CylindricalProvider() {
    super(
        CylindricalCoordinateSystem.NAME,
        "Panorama images whose right edge meets their left: (vertical, cos θ, sin θ).",
        CylindricalCoordinateSystem::new);
  }
}
