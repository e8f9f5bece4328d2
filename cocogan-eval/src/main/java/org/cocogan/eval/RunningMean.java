package org.cocogan.eval;

import java.util.OptionalDouble;

/** The mean of numbers that come one by one, and its standard error (Welford's recurrence). */
final class RunningMean {
  private long count;
  private double mean;
  private double squares;

  /** Takes in a number. */
  void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  /** How many numbers there were. */
  long count() {
    return count;
  }

  /**
   * The mean.
   *
   * @throws IllegalStateException if there was no number
   */
  double value() {
    if (count == 0) {
      throw new IllegalStateException("there is no mean of no numbers; it takes at least one");
    }
    return mean;
  }

  /** The estimated standard deviation of the mean, sqrt(variance / count); none below two. */
  OptionalDouble standardError() {
    return count < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(squares / (count - 1) / count));
  }
}
