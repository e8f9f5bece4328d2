package org.cocogan.network.baseline;

/** What DCGAN's networks have in common. */
final class Dcgan {
  static final String NAME = "dcgan";

  /** The side of the generator's first and the discriminator's last feature map. */
  static final int SMALLEST_MAP = 4;

  private Dcgan() {}

  /** How often a side is doubled from, or halved to, that of the smallest map. */
  static int resizings(int side) {
    return Integer.numberOfTrailingZeros(side / SMALLEST_MAP);
  }
}
