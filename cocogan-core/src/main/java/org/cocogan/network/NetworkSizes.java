package org.cocogan.network;

import org.cocogan.patch.Size;

/** Checks the sizes of patches for networks that double or halve their sides. */
public final class NetworkSizes {
  private NetworkSizes() {}

  /**
   * The side of a square patch that doubling reaches.
   *
   * @param network what needs it, such as {@code generator cocogan}
   * @param patch {@code macro} or {@code micro}
   * @param least the smallest side
   * @throws IllegalArgumentException if the patch is not square, its side no power of two, or below
   *     the least
   */
  public static int powerOfTwoSide(String network, String patch, Size size, int least) {
    return side(network, patch + " patch", size, least);
  }

  /**
   * The side of a square full image that doubling reaches.
   *
   * @param network what needs it, such as {@code generator dcgan}
   * @param least the smallest side
   * @throws IllegalArgumentException if the image is not square, its side no power of two, or below
   *     the least
   */
  public static int fullImageSide(String network, Size size, int least) {
    return side(network, "full image", size, least);
  }

  private static int side(String network, String what, Size size, int least) {
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
