package org.cocogan.coords;

import org.cocogan.patch.PatchLayout;

/**
 * The coordinate system of panoramas whose right edge meets their left: coordinates (vertical, cos
 * θ, sin θ).
 *
 * <p>The vertical entry is that of the {@linkplain EuclideanCoordinateSystem Euclidean system}.
 * With F micro patches in the width of the full image, the patch at column c has the angle θ = π
 * (-1 + 2c / F), micro and macro patches alike: a macro patch has the angle of its left micro
 * patches. A cosine or sine smaller than 10⁻⁶ is 0. The numbers are those of the authors' released
 * code, {@code coord_handler.py}, for macro patches of one or two micro patches in width; for more,
 * where that code places micro patches too close together, these are the places they are cut from.
 */
public final class CylindricalCoordinateSystem extends AxesCoordinateSystem {
  static final String NAME = "cylindrical";

  private final OpenAxis vertical;
  private final CyclicAxis around;

  /** Makes the system for a layout; every layout fits. */
  public CylindricalCoordinateSystem(PatchLayout layout) {
    this(layout, OpenAxis.vertical(layout), CyclicAxis.horizontal(layout));
  }

  private CylindricalCoordinateSystem(PatchLayout layout, OpenAxis vertical, CyclicAxis around) {
    super(NAME, 3, layout, vertical, around);
    this.vertical = vertical;
    this.around = around;
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
}
