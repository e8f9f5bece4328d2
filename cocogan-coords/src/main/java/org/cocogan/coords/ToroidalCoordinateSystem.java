package org.cocogan.coords;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/**
 * Seamless tiles, whose bottom edge meets their top and whose right edge meets their left:
 * coordinates (cos φ, sin φ, cos θ, sin θ).
 *
 * <p>With F micro patches in the height of the full image, the patch at row r has the angle φ = π
 * (-1 + 2r / F), and the one at column c likewise θ in the width: the {@linkplain
 * CylindricalCoordinateSystem cylinder's} angle along both axes. Micro and macro patches are placed
 * alike: a macro patch has the angles of its top left micro patch. A cosine or sine smaller than
 * 10⁻⁶ is 0. The released code has no such system.
 */
public final class ToroidalCoordinateSystem implements CoordinateSystem {
  static final String NAME = "toroidal";

  private final PatchLayout layout;
  private final CyclicAxis down;
  private final CyclicAxis across;

  /** Makes the system for a layout; every layout fits. */
  public ToroidalCoordinateSystem(PatchLayout layout) {
    this.layout = layout;
    down = CyclicAxis.vertical(layout);
    across = CyclicAxis.horizontal(layout);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PatchLayout layout() {
    return layout;
  }

  @Override
  public int dimension() {
    return 4;
  }

  @Override
  public Grid microGrid() {
    return layout.microInFull();
  }

  @Override
  public Grid macroPositions() {
    return layout.microInFull();
  }

  @Override
  public boolean verticallyCyclic() {
    return true;
  }

  @Override
  public boolean horizontallyCyclic() {
    return true;
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    Angle vertical = down.angle(row);
    Angle horizontal = across.angle(column);
    return new double[] {
      vertical.cosine(), vertical.sine(), horizontal.cosine(), horizontal.sine()
    };
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return microCoordinate(row, column);
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    return new PixelRegion(
        down.firstPixel(row),
        across.firstPixel(column),
        layout.macro().height(),
        layout.macro().width());
  }

  @Override
  public String toString() {
    return NAME + " " + layout;
  }
}
