package org.cocogan.testkit;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/** The two kinds of patches that have coordinates. */
enum CoordinateKind {
  MICRO,
  MACRO;

  Grid positions(CoordinateSystem system) {
    return this == MICRO ? system.microGrid() : system.macroPositions();
  }

  double[] at(CoordinateSystem system, GridPosition p) {
    return this == MICRO
        ? system.microCoordinate(p.row(), p.column())
        : system.macroCoordinate(p.row(), p.column());
  }

  @Override
  public String toString() {
    return this == MICRO ? "micro" : "macro";
  }
}
