package org.cocogan.testkit;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.exact.Product;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/** A position of a coordinate system, counted in micro patches. */
record GridPosition(double row, double column) {
  /** The whole positions of a grid, row-major. */
  static Stream<GridPosition> whole(Grid grid) {
    return inParts(grid, 1, false, false);
  }

  /**
   * The whole positions, the ones half-way between, and on a cyclic axis the one half-way to its
   * beginning.
   */
  static Stream<GridPosition> halves(CoordinateSystem system, Grid grid) {
    return inParts(grid, 2, system.verticallyCyclic(), system.horizontallyCyclic());
  }

  /** All sixteenths of a step, on a cyclic axis those after the last position too. */
  static Stream<GridPosition> sixteenths(CoordinateSystem system, Grid grid) {
    return inParts(grid, 16, system.verticallyCyclic(), system.horizontallyCyclic());
  }

  private static Stream<GridPosition> inParts(
      Grid grid, int parts, boolean verticallyCyclic, boolean horizontallyCyclic) {
    int rows = count(grid.rows(), parts, verticallyCyclic);
    int columns = count(grid.columns(), parts, horizontallyCyclic);
    return IntStream.range(0, Product.of(rows, columns))
        .mapToObj(i -> new GridPosition(Math.floorDiv(i, columns), i % columns).times(1.0 / parts));
  }

  private static int count(int positions, int parts, boolean cyclic) {
    return cyclic ? Product.of(positions, parts) : Product.of(positions - 1, parts) + 1;
  }

  GridPosition plus(GridPosition other) {
    return plus(other.row, other.column);
  }

  GridPosition plus(double rows, double columns) {
    return new GridPosition(row + rows, column + columns);
  }

  boolean isIn(Grid grid) {
    return row < grid.rows() && column < grid.columns();
  }

  /** The number of positions in this direction. */
  int along(Grid grid) {
    return row > 0 ? grid.rows() : grid.columns();
  }

  GridPosition times(double factor) {
    return new GridPosition(row * factor, column * factor);
  }

  @Override
  public String toString() {
    return "(" + row + ", " + column + ")";
  }
}
