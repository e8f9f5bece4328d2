package org.cocogan.coords;

import java.util.Map;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;

/** Offers the {@link EuclideanCoordinateSystem} as {@code euclidean}; it takes no parameters. */
public final class EuclideanProvider implements CoordinateSystemProvider {
  /** For {@link java.util.ServiceLoader}. */
  public EuclideanProvider() {}

  @Override
  public String name() {
    return EuclideanCoordinateSystem.NAME;
  }

  @Override
  public String description() {
    return "Flat images: (vertical, horizontal), each from -1 at the first patch to 1 at the last.";
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Map<String, Object> parameters) {
    Parameters.requireNone(name(), parameters);
    return new EuclideanCoordinateSystem(layout);
  }
}
