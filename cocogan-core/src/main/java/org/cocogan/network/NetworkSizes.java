package org.cocogan.network;

import org.cocogan.patch.Size;

/** Which sizes the networks can make and judge. */
public final class NetworkSizes {
  private NetworkSizes() {}

  /**
   * The side of a square that doubling reaches.
   *
   * @param network such as {@code generator cocogan}
   * @param what has the size, such as {@code micro patch}
   * @throws IllegalArgumentException if it is not square, its side no power of two, or below the
   *     least
   */
  public static int powerOfTwoSide(String network, String what, Size size, int least) {
    int side = size.height();
    if (side != size.width() || Integer.bitCount(side) != 1 || side < least) {
      throw new IllegalArgumentException(
          "the "
              + network
              + " needs a square "
              + what
              + " whose side is a power of two and at least "
              + least
              + ", not "
              + size);
    }
    return side;
  }
}
