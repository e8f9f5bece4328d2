package org.cocogan.coords;

import org.cocogan.patch.PatchLayout;

/**
 * The coordinate system of seamless tiles, whose bottom edge meets their top and whose right edge
 * meets their left: coordinates (cos φ, sin φ, cos θ, sin θ).
 *
 * <p>With F micro patches in the height of the full image, the patch at row r has the angle φ = π
 * (-1 + 2r / F), and the one at column c likewise θ in the width: the {@linkplain
 * CylindricalCoordinateSystem cylinder's} angle along both axes. Micro and macro patches are placed
 * alike: a macro patch has the angles of its top left micro patch. A cosine or sine smaller than
 * 10⁻⁶ is 0. The released code has no such system.
 */
public final class ToroidalCoordinateSystem extends AxesCoordinateSystem {
  static final String NAME = "toroidal";

  private final CyclicAxis down;
  private final CyclicAxis across;

  /** Makes the system for a layout; every layout fits. */
  public ToroidalCoordinateSystem(PatchLayout layout) {
    this(layout, CyclicAxis.vertical(layout), CyclicAxis.horizontal(layout));
  }

  private ToroidalCoordinateSystem(PatchLayout layout, CyclicAxis down, CyclicAxis across) {
    super(NAME, 4, layout, down, across);
    this.down = down;
    this.across = across;
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
}
