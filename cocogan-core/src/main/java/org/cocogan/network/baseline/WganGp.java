package org.cocogan.network.baseline;

/** The common part of WGAN-GP's networks: their name and their smallest feature map. */
final class WganGp {
  static final String NAME = "wgan-gp";

  /** The side of the generator's first and the discriminator's last feature map. */
  static final int SMALLEST_MAP = 4;

  /** The channels of that map, in multiples of the width. */
  static final int LARGEST_MULTIPLIER = 8;

  private WganGp() {}

  /** How often a side is doubled from, or halved to, that of the smallest map. */
  static int resizings(int side) {
    return Integer.numberOfTrailingZeros(side / SMALLEST_MAP);
  }
}
