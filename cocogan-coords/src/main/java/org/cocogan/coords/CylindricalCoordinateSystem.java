package org.cocogan.coords;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/**
 * Panoramas whose right edge meets their left: coordinates (vertical, cos θ, sin θ).
 *
 * <p>The vertical entry is that of the {@linkplain EuclideanCoordinateSystem Euclidean system}.
 * With F micro patches in the width of the full image, the patch at column c has the angle θ = π
 * (-1 + 2c / F), micro and macro patches alike: a macro patch has the angle of its left micro
 * patches. A cosine or sine smaller than 10⁻⁶ is 0. The numbers are those of the authors' released
 * code, {@code coord_handler.py}, for macro patches of one or two micro patches in width; for more,
 * where that code places micro patches too close together, these are the places they are cut from.
 */
public final class CylindricalCoordinateSystem implements CoordinateSystem {
  static final String NAME = "cylindrical";

  private final PatchLayout layout;
  private final OpenAxis vertical;
  private final CyclicAxis around;

  /** Makes the system for a layout; every layout fits. */
  public CylindricalCoordinateSystem(PatchLayout layout) {
    this.layout = layout;
    vertical = OpenAxis.vertical(layout);
    around = CyclicAxis.horizontal(layout);
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
    return 3;
  }

  @Override
  public Grid microGrid() {
    return layout.microInFull();
  }

  @Override
  public Grid macroPositions() {
    return new Grid(vertical.macroPositions(), around.microPatches());
  }

  @Override
  public boolean verticallyCyclic() {
    return false;
  }

  @Override
  public boolean horizontallyCyclic() {
    return true;
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    Angle angle = around.angle(column);
    return new double[] {vertical.microCoordinate(row), angle.cosine(), angle.sine()};
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    Angle angle = around.angle(column);
    return new double[] {vertical.macroCoordinate(row), angle.cosine(), angle.sine()};
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    return new PixelRegion(
        vertical.firstPixel(row),
        around.firstPixel(column),
        layout.macro().height(),
        layout.macro().width());
  }

  @Override
  public String toString() {
    return NAME + " " + layout;
  }
}
