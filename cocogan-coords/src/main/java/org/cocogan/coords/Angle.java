package org.cocogan.coords;

/**
 * An angle whose cosine and sine are 0 where they are smaller than 10⁻⁶, as in the authors'
 * released code, {@code coord_handler.py}: right angles have whole numbers.
 *
 * @param radians the angle
 */
record Angle(double radians) {
  private static final double NEAR_ZERO = 1e-6;

  double cosine() {
    return snapped(Math.cos(radians));
  }

  double sine() {
    return snapped(Math.sin(radians));
  }

  private static double snapped(double value) {
    return Math.abs(value) < NEAR_ZERO ? 0 : value;
  }
}
