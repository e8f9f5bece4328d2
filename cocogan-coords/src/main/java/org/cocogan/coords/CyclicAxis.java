package org.cocogan.coords;

/**
 * An axis whose end meets its beginning; a position on it is an angle, one turn for the full image.
 *
 * @param microPatches micro patches in the full image along the axis
 * @param pixels pixels of a micro patch along the axis
 */
record CyclicAxis(int microPatches, int pixels) {
  private static final double NEAR_ZERO = 1e-6;

  double cosine(double position) {
    return snapped(Math.cos(angle(position)));
  }

  double sine(double position) {
    return snapped(Math.sin(angle(position)));
  }

  /** The first pixel of a patch at a position, within the image. */
  int firstPixel(double position) {
    return Math.floorMod((long) Math.rint(position * pixels), microPatches * pixels);
  }

  /** The left edge is -π, the middle of the image 0. */
  private double angle(double position) {
    return Math.PI * (-1 + 2 * position / microPatches);
  }

  private static double snapped(double value) {
    return Math.abs(value) < NEAR_ZERO ? 0 : value;
  }
}
