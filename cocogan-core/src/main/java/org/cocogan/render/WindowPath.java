package org.cocogan.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/**
 * Positions that a window of micro patches takes one after the other as it moves over an image, in
 * steps that may be smaller than a patch.
 *
 * @param positions of the window's top left micro patch, at least one
 * @param closed whether the step after the last leads to the first
 */
public record WindowPath(List<Position> positions, boolean closed) {
  /** The most steps of a way. */
  static final int LONGEST = 10_000;

  /** Copies the positions. */
  public WindowPath {
    positions = List.copyOf(positions);
  }

  /** An axis of an image. */
  public enum Axis {
    /** From the top to the bottom. */
    ROWS,
    /** From the left to the right. */
    COLUMNS;

    /** The name in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A path along the whole of an axis: from edge to edge if it is open, once around if it is
   * cyclic; on the middle of the other axis.
   *
   * @param window rows and columns of micro patches
   * @param steps in the length of a micro patch, at least one
   * @throws IllegalArgumentException if the window fills an open axis or is larger than the image,
   *     or the way is too long
   */
  public static WindowPath along(Axis axis, CoordinateSystem coordinates, Grid window, int steps) {
    Grid grid = coordinates.microGrid();
    double row = room(grid.rows(), window.rows()) / 2;
    double column = room(grid.columns(), window.columns()) / 2;
    boolean rows = axis == Axis.ROWS;
    boolean closed = rows ? coordinates.verticallyCyclic() : coordinates.horizontallyCyclic();
    double length = rows ? 2 * row : 2 * column;
    if (closed) {
      length = rows ? grid.rows() : grid.columns();
    } else if (length == 0) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "a window of %dx%d micro patches cannot move along the %s: it fills the image of",
                  window.rows(),
                  window.columns(),
                  axis)
              + String.format(Locale.ROOT, " %dx%d of them", grid.rows(), grid.columns()));
    }
    Position from = rows ? new Position(0, column) : new Position(row, 0);
    Position to = rows ? new Position(length, column) : new Position(row, length);
    List<Position> positions = line(from, to, Math.rint(length * steps));
    return new WindowPath(closed ? positions.subList(0, positions.size() - 1) : positions, closed);
  }

  private static double room(int grid, int window) {
    if (window > grid) {
      throw new IllegalArgumentException(
          "a window of " + window + " micro patches is larger than the image's " + grid);
    }
    return grid - window;
  }

  /**
   * A path along a straight line, both ends included; beyond the edges of the image coordinates go
   * on.
   *
   * @param steps in the length of a micro patch, at least one
   * @throws IllegalArgumentException if the way is too long
   */
  public static WindowPath between(Position from, Position to, int steps) {
    double length = Math.hypot(to.row() - from.row(), to.column() - from.column());
    return new WindowPath(line(from, to, Math.ceil(length * steps)), false);
  }

  private static List<Position> line(Position from, Position to, double steps) {
    if (!(steps <= LONGEST)) {
      throw new IllegalArgumentException(
          "a way of " + steps + " steps is too long; at most " + LONGEST + " are possible");
    }
    List<Position> positions = new ArrayList<>();
    positions.add(from);
    for (int step = 1; step <= steps; step++) {
      positions.add(from.towards(to, step / steps));
    }
    return positions;
  }
}
