package org.cocogan.patch;

import org.cocogan.exact.Product;

/**
 * Points in and around a rectangle of micro patches, in even rows and columns: where a generator is
 * told the coordinates.
 *
 * <p>A point is given as the position of the micro patch that has it for its centre, so that a
 * {@link CoordinateSystem} says its coordinate.
 *
 * @param points how many
 * @param firstRow row of the first point, counted from the rectangle's top left micro patch
 * @param firstColumn column of the first point
 * @param rowStep rows of micro patches from one row of points to the next
 * @param columnStep columns of micro patches from one column of points to the next
 */
public record PointGrid(
    Grid points, double firstRow, double firstColumn, double rowStep, double columnStep) {
  /** The micro patches of a rectangle. */
  public static PointGrid ofPatches(Grid patches) {
    return new PointGrid(patches, 0, 0, 1, 1);
  }

  /**
   * The coordinates of all points.
   *
   * @param row position of the rectangle's top left micro patch
   * @param column likewise
   * @return [points, coordinate dimension], row-major
   */
  public float[] coordinates(CoordinateSystem system, double row, double column) {
    int dimension = system.dimension();
    float[] coordinates = new float[Product.of(points.size(), dimension)];
    int at = 0;
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < points.columns(); j++) {
        double[] coordinate =
            system.microCoordinate(
                row + firstRow + i * rowStep, column + firstColumn + j * columnStep);
        for (double entry : coordinate) {
          coordinates[at++] = (float) entry;
        }
      }
    }
    return coordinates;
  }
}
