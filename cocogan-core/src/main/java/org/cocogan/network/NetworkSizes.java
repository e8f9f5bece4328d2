package org.cocogan.network;

import org.cocogan.patch.Size;

/** Which patch sizes the networks of the paper can make and judge. */
final class NetworkSizes {
  private NetworkSizes() {}

  /**
   * The side of a square patch that doubling reaches.
   *
   * @throws IllegalArgumentException if the patch is not square, its side no power of two, or below
   *     the least
   */
  static int powerOfTwoSide(String network, String patch, Size size, int least) {
    int side = size.height();
    if (side != size.width() || Integer.bitCount(side) != 1 || side < least) {
      throw new IllegalArgumentException(
          "the "
              + network
              + " cocogan needs a square "
              + patch
              + " patch whose side is a power of two and at least "
              + least
              + ", not "
              + size);
    }
    return side;
  }
}
