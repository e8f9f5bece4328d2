package org.cocogan.coords;

import org.cocogan.exact.Product;
import org.cocogan.patch.PatchLayout;

/**
 * An axis whose end meets its beginning; a position on it is an angle, one turn for the full image.
 *
 * @param microPatches micro patches in the full image along the axis
 * @param pixels pixels of a micro patch along the axis
 */
record CyclicAxis(int microPatches, int pixels) implements Axis {
  static CyclicAxis vertical(PatchLayout layout) {
    return new CyclicAxis(layout.microInFull().rows(), layout.micro().height());
  }

  static CyclicAxis horizontal(PatchLayout layout) {
    return new CyclicAxis(layout.microInFull().columns(), layout.micro().width());
  }

  /** The first edge is -π, the middle of the image 0. */
  Angle angle(double position) {
    return new Angle(Math.PI * (-1 + 2 * position / microPatches));
  }

  @Override
  public boolean cyclic() {
    return true;
  }

  @Override
  public int macroPositions() {
    return microPatches;
  }

  @Override
  public int firstPixel(double position) {
    return Math.floorMod((long) Math.rint(position * pixels), Product.of(microPatches, pixels));
  }
}
