package org.cocogan.cli.report;

import java.util.List;
import java.util.Locale;
import org.cocogan.cli.CommandException;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.experiment.SettingsException;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;

/** The coordinates an experiment is about: continued beyond the image where that is trained. */
public final class ExperimentCoordinates {
  private static final long MOST_PRINTED = 2_000_000;

  private ExperimentCoordinates() {}

  /**
   * Continues the system of the real images if the experiment trains extrapolation.
   *
   * @param inner the system of the real images
   * @throws SettingsException if it cannot be continued
   */
  public static CoordinateSystem of(ExperimentFile file, CoordinateSystem inner) {
    TrainingSettings training = file.experiment().training();
    if (!training.extrapolation()) {
      return inner;
    }
    try {
      return new ExtrapolatedCoordinateSystem(inner, training.extrapolationSteps());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          List.of(file.error("train_params.num_extrap_steps", String.valueOf(e.getMessage()))));
    }
  }

  /**
   * Refuses a system whose coordinates are too many to hold and print.
   *
   * @throws CommandException if there are more than two million
   */
  public static void requireFewEnough(CoordinateSystem system) {
    Grid positions = system.macroPositions();
    Grid inMacro = system.layout().microInMacro();
    double count = cells(system.microGrid()) + cells(positions) * (1 + cells(inMacro));
    if (count > MOST_PRINTED) {
      throw new CommandException(
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
