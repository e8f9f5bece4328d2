package org.cocogan.testkit;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.patch.Grid;

/** A position of a coordinate system, counted in micro patches. */
record Position(double row, double column) {
  /** The whole positions of a grid, row-major. */
  static Stream<Position> whole(Grid grid) {
    return inParts(grid, 1);
  }

  /** Those and the ones half-way between. */
  static Stream<Position> halves(Grid grid) {
    return inParts(grid, 2);
  }

  /** All sixteenths of a step. */
  static Stream<Position> sixteenths(Grid grid) {
    return inParts(grid, 16);
  }

  private static Stream<Position> inParts(Grid grid, int parts) {
    int rows = (grid.rows() - 1) * parts + 1;
    int columns = (grid.columns() - 1) * parts + 1;
    return IntStream.range(0, rows * columns)
        .mapToObj(i -> new Position(Math.floorDiv(i, columns), i % columns).times(1.0 / parts));
  }

  Position plus(Position other) {
    return plus(other.row, other.column);
  }

  Position plus(double rows, double columns) {
    return new Position(row + rows, column + columns);
  }

  boolean isIn(Grid grid) {
    return row < grid.rows() && column < grid.columns();
  }

  /** The number of positions in this direction. */
  int along(Grid grid) {
    return row > 0 ? grid.rows() : grid.columns();
  }

  Position times(double factor) {
    return new Position(row * factor, column * factor);
  }

  @Override
  public String toString() {
    return "(" + row + ", " + column + ")";
  }
}
