package org.cocogan.coords;

/** Offers the {@link EuclideanCoordinateSystem} as {@code euclidean}. */
public final class EuclideanProvider extends LayoutProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public EuclideanProvider() {
    super(
        EuclideanCoordinateSystem.NAME,
        "Flat images: (vertical, horizontal), each from -1 at the first patch to 1 at the last.",
        EuclideanCoordinateSystem::new);
  }
}
