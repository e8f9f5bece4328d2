package org.cocogan.weights;

/** IEEE 754's binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
public final class HalfFloat {
  private static final int FRACTION = 10;
  private static final int LARGEST_EXPONENT = 31;

  private HalfFloat() {}

  /** The number that 16 bits stand for; every one of them is a float. */
  public static float of(short bits) {
    int exponent = bits >> FRACTION & LARGEST_EXPONENT;
    int fraction = bits & (1 << FRACTION) - 1;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case LARGEST_EXPONENT -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (1024 + fraction), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
