package org.cocogan.figure;

import java.util.stream.IntStream;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/**
 * The scene of a figure: a system, and one of its macro patches picked out.
 *
 * @param system the system
 * @param row of the macro patch that is picked out
 * @param column of it
 */
record Scene(CoordinateSystem system, int row, int column) {
  private static final double SAME = 1e-9;
  private static final int PROBES = 7;

  /** Picks the last macro patch of the last row if rows are cyclic, else of the middle row. */
  static Scene of(CoordinateSystem system) {
    Grid positions = system.macroPositions();
    int last = positions.rows() - 1;
    return new Scene(system, system.verticallyCyclic() ? last : last / 2, positions.columns() - 1);
  }

  Grid grid() {
    return system.microGrid();
  }

  Grid inMacro() {
    return system.layout().microInMacro();
  }

  /** Whether the macro patch has a micro patch among these rows and columns. */
  boolean picksOut(Cells cells) {
    boolean rows = picks(cells.top(), cells.bottom(), row, inMacro().rows(), verticalTurn());
    boolean columns =
        picks(cells.left(), cells.right(), column, inMacro().columns(), horizontalTurn());
    return rows && columns;
  }

  private static boolean picks(int from, int to, int first, int count, int turn) {
    boolean here = from < first + count && to > first;
    boolean aroundTheEdge = turn > 0 && from + turn < first + count;
    return here || aroundTheEdge;
  }

  /** Rows of micro patches in a turn; 0 if rows are not cyclic. */
  private int verticalTurn() {
    return system.verticallyCyclic() ? grid().rows() : 0;
  }

  private int horizontalTurn() {
    return system.horizontallyCyclic() ? grid().columns() : 0;
  }

  /** The micro patches of the real image; extrapolation adds others around them. */
  Cells realImage() {
    Grid full = system.layout().microInFull();
    int top = (grid().rows() - full.rows()) / 2;
    int left = (grid().columns() - full.columns()) / 2;
    return new Cells(top, left, top + full.rows(), left + full.columns());
  }

  /** Whether all columns have the same coordinate at a row, but not half a row below or above. */
  boolean isPole(double row) {
    double inside = row + (row < 0 ? 0.5 : -0.5);
    double apart = grid().columns() / 2.0;
    return IntStream.range(1, PROBES)
            .mapToDouble(i -> distance(row, i * apart / PROBES))
            .allMatch(distance -> distance < SAME)
        && distance(inside, apart) > SAME;
  }

  /** How far the micro coordinates of column 0 and another one differ. */
  private double distance(double row, double column) {
    double[] first = system.microCoordinate(row, 0);
    double[] other = system.microCoordinate(row, column);
    return IntStream.range(0, first.length)
        .mapToDouble(i -> Math.abs(first[i] - other[i]))
        .max()
        .orElse(0);
  }
}
