package org.cocogan.network.style;

import org.cocogan.exact.Product;

/**
 * The number of channels at each resolution: base · min(8, 256 / side), at least one. A base of 64
 * gives those of the published networks, 512 up to 32x32 pixels, 256 at 64x64, 16 at 1024x1024.
 *
 * @param base {@code ngf_base} or {@code ndf_base}
 */
record Widths(int base) {
  private static final int LARGEST_MULTIPLIER = 8;
  private static final int SIDE_OF_BASE = 256;

  int at(int side) {
    return Math.max(
        1, Math.min(Product.of(base, LARGEST_MULTIPLIER), Product.of(base, SIDE_OF_BASE) / side));
  }
}
