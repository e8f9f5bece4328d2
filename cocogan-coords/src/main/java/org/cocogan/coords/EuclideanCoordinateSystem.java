package org.cocogan.coords;

import org.cocogan.patch.PatchLayout;

/**
 * The coordinate system of flat images with four edges: coordinates (vertical, horizontal), each
 * evenly from -1 at the first patch to 1 at the last.
 *
 * <p>With F micro patches in the full image and M in a macro patch along an axis, the micro patch
 * at position p lies at -1 + 2p / (F - 1) and the macro patch at -1 + 2p / (F - M). Where a divisor
 * is zero, because the patch fills the axis, the coordinate is 0. The numbers are those of the
 * authors' released code, {@code coord_handler.py}, which cannot express that last case. The
 * formulas go on beyond both ends, for extrapolation.
 */
public final class EuclideanCoordinateSystem extends AxesCoordinateSystem {
  static final String NAME = "euclidean";

  private final OpenAxis vertical;
  private final OpenAxis horizontal;

  /** Makes the system for a layout; every layout fits. */
  public EuclideanCoordinateSystem(PatchLayout layout) {
    this(layout, OpenAxis.vertical(layout), OpenAxis.horizontal(layout));
  }

  private EuclideanCoordinateSystem(PatchLayout layout, OpenAxis vertical, OpenAxis horizontal) {
    super(NAME, 2, layout, vertical, horizontal);
    this.vertical = vertical;
    this.horizontal = horizontal;
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    return new double[] {vertical.microCoordinate(row), horizontal.microCoordinate(column)};
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return new double[] {vertical.macroCoordinate(row), horizontal.macroCoordinate(column)};
  }
}
