package org.cocogan.setup;

import java.util.List;

/**
 * Steps from one to the next.
 *
 * @param losses log entries
 * @param sheets of samples
 * @param checkpoints that are saved
 */
record Periods(long losses, long sheets, long checkpoints) {
  /** For a training whose speed is not known. */
  static final Periods UNKNOWN = new Periods(100, 1000, 5000);

  private static final List<Integer> ROUND =
      List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000);

  private static final double SECONDS_TO_LOSSES = 10;
  private static final double SECONDS_TO_SHEET = 120;
  private static final double SECONDS_TO_CHECKPOINT = 300;

  /** Losses every few seconds, a sheet every few minutes. */
  static Periods of(double secondsPerStep) {
    return new Periods(
        round(SECONDS_TO_LOSSES / secondsPerStep),
        round(SECONDS_TO_SHEET / secondsPerStep),
        round(SECONDS_TO_CHECKPOINT / secondsPerStep));
  }

  /** The largest round number of at most so many steps. */
  private static long round(double steps) {
    return ROUND.stream().filter(number -> number <= steps).reduce(1, Math::max);
  }
}
