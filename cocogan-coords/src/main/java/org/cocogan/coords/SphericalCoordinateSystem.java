package org.cocogan.coords;

import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;

/**
 * The coordinate system of equirectangular panoramas, which show a whole sphere: coordinates are
 * unit vectors (sin φ, cos φ cos θ, cos φ sin θ), so that the top edge is one point, the bottom
 * edge another, and the right edge meets the left.
 *
 * <p>A patch has the latitude φ and the longitude θ of its centre. With F micro patches in the full
 * image and m in the patch along an axis (1 for a micro patch), a patch at row r has φ = π (-1/2 +
 * (r + m/2) / F), from -π/2 at the top edge to π/2 at the bottom edge, and one at column c has θ =
 * π (-1 + 2 (c + m/2) / F). No centre lies on a pole, hence all coordinates differ. A cosine or
 * sine smaller than 10⁻⁶ is 0. The released code has no such system.
 *
 * <p>Past a pole the formula comes down on the far side of the sphere: there is nothing to
 * extrapolate.
 */
public final class SphericalCoordinateSystem extends AxesCoordinateSystem {
  static final String NAME = "spherical";

  private final OpenAxis meridian;
  private final CyclicAxis around;

  /** Makes the system for a layout; every layout fits. */
  public SphericalCoordinateSystem(PatchLayout layout) {
    this(layout, OpenAxis.vertical(layout), CyclicAxis.horizontal(layout));
  }

  private SphericalCoordinateSystem(PatchLayout layout, OpenAxis meridian, CyclicAxis around) {
    super(NAME, 3, layout, meridian, around);
    this.meridian = meridian;
    this.around = around;
  }

  @Override
  public boolean canBeExtrapolated() {
    return false;
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    return onSphere(row + 0.5, column + 0.5);
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    Grid inMacro = layout().microInMacro();
    return onSphere(row + inMacro.rows() / 2.0, column + inMacro.columns() / 2.0);
  }

  /** The unit vector to a point of the image, counted in micro patches from its top left. */
  private double[] onSphere(double row, double column) {
    Angle latitude = new Angle(Math.PI * (-0.5 + row / meridian.microPatches()));
    Angle longitude = around.angle(column);
    return new double[] {
      latitude.sine(), latitude.cosine() * longitude.cosine(), latitude.cosine() * longitude.sine()
    };
  }
}
