package org.cocogan.coords;

import org.cocogan.exact.Product;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;

/**
 * Continues another system beyond the edges of its images, by whole micro patches on both ends of
 * every open axis; a cyclic axis has no end and stays as it is.
 *
 * <p>Positions count from the top left of the extended grid: with e steps, position p here is
 * position p - e of the other system along an open axis. Coordinates are the other system's at
 * these positions, so its {@link CoordinateSystem#microCoordinate} and {@link
 * CoordinateSystem#macroCoordinate} are called with positions from -e, and up to e past the last,
 * and must continue their formulas there; the Euclidean one extends linearly beyond [-1, 1].
 *
 * <p>The layout stays that of the real images; the generated image is as large as the micro grid.
 */
public final class ExtrapolatedCoordinateSystem implements CoordinateSystem {
  /** The most micro patches that are added on an end. */
  public static final int MOST_STEPS = 65_536;

  private final CoordinateSystem inner;
  private final int steps;
  private final int rowsBefore;
  private final int columnsBefore;

  /**
   * Extends a system by a number of steps beyond its edges.
   *
   * @param inner the system to continue
   * @param steps micro patches to add on each end of an open axis ({@code num_extrap_steps}), from
   *     0 to {@link #MOST_STEPS}
   * @throws IllegalArgumentException if steps is none of these; if it is positive and the system
   *     {@link CoordinateSystem#canBeExtrapolated cannot be extrapolated}, or has an open axis
   *     along which the macro patch fills the image, where macro coordinates have no step to
   *     continue by
   */
  public ExtrapolatedCoordinateSystem(CoordinateSystem inner, int steps) {
    if (steps < 0 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "the number of extrapolation steps is from 0 to " + MOST_STEPS + ", not " + steps);
    }
    if (steps > 0) {
      requireRoom(inner);
    }
    this.inner = inner;
    this.steps = steps;
    rowsBefore = inner.verticallyCyclic() ? 0 : steps;
    columnsBefore = inner.horizontallyCyclic() ? 0 : steps;
  }

  private static void requireRoom(CoordinateSystem inner) {
    boolean verticallyOpen = !inner.verticallyCyclic();
    boolean horizontallyOpen = !inner.horizontallyCyclic();
    if (!verticallyOpen && !horizontallyOpen) {
      throw new IllegalArgumentException(
          "the coordinate system "
              + inner.name()
              + " has no edge to extrapolate beyond: both of its axes are cyclic");
    }
    if (!inner.canBeExtrapolated()) {
      throw new IllegalArgumentException(
          "the coordinate system "
              + inner.name()
              + " has no edge to extrapolate beyond: past the ends of its open axis its coordinates"
              + " lead back into the image");
    }
    Grid positions = inner.macroPositions();
    if ((verticallyOpen && positions.rows() == 1)
        || (horizontallyOpen && positions.columns() == 1)) {
      throw new IllegalArgumentException(
          "extrapolation needs full images larger than the macro patch along every open axis, but a"
              + " macro patch of "
              + inner.layout().macro()
              + " fills a full image of "
              + inner.layout().full());
    }
  }

  /** Micro patches added on each end of an open axis. */
  public int steps() {
    return steps;
  }

  /** The name of the system that is continued. */
  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public PatchLayout layout() {
    return inner.layout();
  }

  @Override
  public int dimension() {
    return inner.dimension();
  }

  @Override
  public Grid microGrid() {
    return extended(inner.microGrid());
  }

  /** All positions, those outside real images included. */
  @Override
  public Grid macroPositions() {
    return extended(inner.macroPositions());
  }

  @Override
  public boolean verticallyCyclic() {
    return inner.verticallyCyclic();
  }

  @Override
  public boolean horizontallyCyclic() {
    return inner.horizontallyCyclic();
  }

  @Override
  public boolean canBeExtrapolated() {
    return inner.canBeExtrapolated();
  }

  @Override
  public double[] microCoordinate(double row, double column) {
    return inner.microCoordinate(row - rowsBefore, column - columnsBefore);
  }

  @Override
  public double[] macroCoordinate(double row, double column) {
    return inner.macroCoordinate(row - rowsBefore, column - columnsBefore);
  }

  @Override
  public PixelRegion macroRegion(double row, double column) {
    if (!insideImage(row, column)) {
      throw new IllegalArgumentException(
          "position (%s, %s) lies outside the real image, whose positions are %s and %s"
              .formatted(
                  row,
                  column,
                  range("rows", rowsBefore, inner.macroPositions().rows()),
                  range("columns", columnsBefore, inner.macroPositions().columns())));
    }
    return inner.macroRegion(row - rowsBefore, column - columnsBefore);
  }

  @Override
  public boolean insideImage(double row, double column) {
    Grid positions = inner.macroPositions();
    double innerRow = row - rowsBefore;
    double innerColumn = column - columnsBefore;
    return (inner.verticallyCyclic() || isBetween(innerRow, positions.rows() - 1))
        && (inner.horizontallyCyclic() || isBetween(innerColumn, positions.columns() - 1))
        && inner.insideImage(innerRow, innerColumn);
  }

  @Override
  public String toString() {
    return inner + " extrapolated by " + steps;
  }

  private Grid extended(Grid grid) {
    return new Grid(
        grid.rows() + Product.of(2, rowsBefore), grid.columns() + Product.of(2, columnsBefore));
  }

  private static String range(String axis, int first, int count) {
    return axis + " " + first + " to " + (first + count - 1);
  }

  private static boolean isBetween(double position, int last) {
    return position >= 0 && position <= last;
  }
}
