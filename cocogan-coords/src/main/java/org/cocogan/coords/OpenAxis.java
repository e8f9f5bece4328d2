package org.cocogan.coords;

import org.cocogan.patch.PatchLayout;

/**
 * An axis with two ends, whose coordinates run evenly from -1 to 1.
 *
 * @param microPatches micro patches in the full image along the axis
 * @param microInMacro micro patches in a macro patch along the axis
 * @param pixels pixels of a micro patch along the axis
 */
record OpenAxis(int microPatches, int microInMacro, int pixels) implements Axis {
  static OpenAxis vertical(PatchLayout layout) {
    return new OpenAxis(
        layout.microInFull().rows(), layout.microInMacro().rows(), layout.micro().height());
  }

  static OpenAxis horizontal(PatchLayout layout) {
    return new OpenAxis(
        layout.microInFull().columns(), layout.microInMacro().columns(), layout.micro().width());
  }

  @Override
  public boolean cyclic() {
    return false;
  }

  @Override
  public int macroPositions() {
    return microPatches - microInMacro + 1;
  }

  double microCoordinate(double position) {
    return evenly(position, microPatches - 1);
  }

  double macroCoordinate(double position) {
    return evenly(position, macroPositions() - 1);
  }

  @Override
  public int firstPixel(double position) {
    int last = macroPositions() - 1;
    if (!(position >= 0 && position <= last)) {
      throw new IllegalArgumentException(
          "position " + position + " lies outside the image, whose positions are 0 to " + last);
    }
    return (int) Math.rint(position * pixels);
  }

  /** A patch that fills the axis has no place to tell apart from another: it lies at 0. */
  private static double evenly(double position, int last) {
    return last == 0 ? 0 : -1 + 2 * position / last;
  }
}
