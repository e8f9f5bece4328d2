package org.cocogan.network;

import java.util.Locale;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * The halvings of both sides of a patch down to a small map, none of whose sides falls below a
 * least; a generator goes the same way back.
 *
 * @param count at least one
 * @param rest the map, whose sides need not be equal
 */
record Halvings(int count, Size rest) {
  /** The largest side of the map, in those of its smallest. */
  private static final int MOST = 4;

  /**
   * Halves.
   *
   * @param network what needs it, such as {@code generator cocogan}
   * @param what is halved, such as {@code micro patch}
   * @param least the smallest side of the map
   * @throws IllegalArgumentException if the sides are no small map times a power of two
   */
  static Halvings of(String network, String what, Size size, int least) {
    int height = size.height();
    int width = size.width();
    int count = 0;
    while (height % 2 == 0 && width % 2 == 0 && Math.min(height, width) / 2 >= least) {
      height /= 2;
      width /= 2;
      count++;
    }
    int most = Product.of(MOST, least);
    if (count == 0 || Math.max(height, width) > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s needs a %s whose sides are %d to %d times the same power of two, two or more,"
                  + " not %s; try %s",
              network,
              what,
              least,
              most,
              size,
              near(size, least, most)));
    }
    return new Halvings(count, new Size(height, width));
  }

  /** The largest that fits into the given one, or the smallest of all. */
  private static Size near(Size size, int least, int most) {
    int unit = Math.max(2, Integer.highestOneBit(Math.min(size.height(), size.width()) / least));
    return new Size(
        Product.of(unit, Math.min(most, Math.max(least, size.height() / unit))),
        Product.of(unit, Math.min(most, Math.max(least, size.width() / unit))));
  }
}
