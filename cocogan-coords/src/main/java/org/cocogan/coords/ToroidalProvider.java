package org.cocogan.coords;

/** Offers the {@link ToroidalCoordinateSystem} as {@code toroidal}. */
public final class ToroidalProvider extends LayoutProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public ToroidalProvider() {
    super(
        ToroidalCoordinateSystem.NAME,
        "Seamless tiles, all of whose edges meet: (cos φ, sin φ, cos θ, sin θ).",
        ToroidalCoordinateSystem::new);
  }
}
