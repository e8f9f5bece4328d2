package org.cocogan.cli;

import java.util.function.BooleanSupplier;

/** Tells a training to stop when somebody asks for it, or so many minutes after this was made. */
final class TimeLimit implements BooleanSupplier {
  private final BooleanSupplier stop;
  private final double minutes;
  private final long begun = System.nanoTime();

  /**
   * Begins to count the minutes.
   *
   * @param minutes positive; may be infinite
   */
  TimeLimit(BooleanSupplier stop, double minutes) {
    this.stop = stop;
    this.minutes = minutes;
  }

  /** Until the minutes are over; infinite, if they are. */
  double secondsLeft() {
    return minutes * 60 - (System.nanoTime() - begun) * 1e-9;
  }

  @Override
  public boolean getAsBoolean() {
    return stop.getAsBoolean() || secondsLeft() < 0;
  }
}
