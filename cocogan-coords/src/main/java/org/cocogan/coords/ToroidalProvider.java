package org.cocogan.coords;

import java.util.Map;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;

/** Offers the {@link ToroidalCoordinateSystem} as {@code toroidal}; it takes no parameters. */
public final class ToroidalProvider implements CoordinateSystemProvider {
  /** For {@link java.util.ServiceLoader}. */
  public ToroidalProvider() {}

  @Override
  public String name() {
    return ToroidalCoordinateSystem.NAME;
  }

  @Override
  public String description() {
    return "Seamless tiles, all of whose edges meet: (cos φ, sin φ, cos θ, sin θ).";
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Map<String, Object> parameters) {
    Parameters.requireNone(name(), parameters);
    return new ToroidalCoordinateSystem(layout);
  }
}
