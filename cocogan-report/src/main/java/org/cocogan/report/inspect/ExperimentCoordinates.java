package org.cocogan.report.inspect;

import java.util.Locale;
import org.cocogan.CocoGanException;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/** Checks that all coordinates of an experiment can be printed. */
public final class ExperimentCoordinates {
  private static final long MOST_PRINTED = 2_000_000;

  private ExperimentCoordinates() {}

  /**
   * Refuses a system whose coordinates are too many to hold and print.
   *
   * @throws CocoGanException if there are more than two million
   */
  public static void requireFewEnough(CoordinateSystem system) {
    Grid positions = system.macroPositions();
    Grid inMacro = system.layout().microInMacro();
    double count = cells(system.microGrid()) + cells(positions) * (1 + cells(inMacro));
    if (count > MOST_PRINTED) {
      throw new CocoGanException(
          String.format(
              Locale.ROOT,
              "%,.0f coordinates are more than the %,d that can be printed; choose larger micro"
                  + " patches, or leave --json out",
              count,
              MOST_PRINTED));
    }
  }

  private static double cells(Grid grid) {
    return (double) grid.rows() * grid.columns();
  }
}
