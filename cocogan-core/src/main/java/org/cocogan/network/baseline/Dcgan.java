package org.cocogan.network.baseline;

/** The common part of DCGAN's networks: their name and their smallest feature map. */
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
