package org.cocogan.eval.statistics;

import java.util.OptionalDouble;

/**
 * A number that was estimated from samples.
 *
 * @param value of the samples
 * @param standardError how far off it is, as a standard deviation; empty where that cannot be told
 */
public record Estimate(double value, OptionalDouble standardError) {
  /** The mean of equally good values and its standard error, s / sqrt(independent). */
  public static Estimate ofMean(double[] values, int independent) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    if (values.length < 2 || independent < 2) {
      return new Estimate(mean, OptionalDouble.empty());
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Estimate(
        mean, OptionalDouble.of(Math.sqrt(squares / (values.length - 1) / independent)));
  }
}
