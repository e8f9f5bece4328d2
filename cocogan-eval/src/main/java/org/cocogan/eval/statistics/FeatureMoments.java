package org.cocogan.eval.statistics;

import java.util.OptionalLong;

/** Mean and covariance of feature vectors. */
public final class FeatureMoments {
  /** The largest number of features: a covariance of more takes over half a gigabyte. */
  public static final int MOST_FEATURES = 1 << 13;

  private final OptionalLong count;
  private final double[] mean;
  private final double[] covariance;

  /**
   * Takes the arrays as they are.
   *
   * @param count how many vectors, where that is known
   * @param mean [dimension]
   * @param covariance symmetric, divided by count - 1, [dimension, dimension]
   * @throws StatisticsException if the sizes do not fit, or a number is not finite
   */
  public FeatureMoments(OptionalLong count, double[] mean, double[] covariance) {
    if (mean.length == 0 || covariance.length != (long) mean.length * mean.length) {
      throw new StatisticsException(
          "a mean of "
              + mean.length
              + " features needs a covariance of "
              + (long) mean.length * mean.length
              + " numbers, not "
              + covariance.length);
    }
    requireFinite("mean", mean);
    requireFinite("covariance", covariance);
    this.count = count;
    this.mean = mean;
    this.covariance = covariance;
  }

  private static void requireFinite(String what, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new StatisticsException("the " + what + " contains " + value + "; it must be finite");
      }
    }
  }

  /** How many vectors; empty for statistics of others, whose files do not say it. */
  public OptionalLong count() {
    return count;
  }

  /** The number of features. */
  public int dimension() {
    return mean.length;
  }

  /** [dimension], not a copy. */
  public double[] mean() {
    return mean;
  }

  /** [dimension, dimension], not a copy. */
  public double[] covariance() {
    return covariance;
  }

  /** The sum of all variances. */
  double trace() {
    double trace = 0;
    for (int i = 0; i < mean.length; i++) {
      trace += covariance[i * mean.length + i];
    }
    return trace;
  }
}
