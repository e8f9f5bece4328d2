package org.cocogan.eval.statistics;

import java.util.OptionalLong;

/**
 * Mean and covariance of feature vectors that come one by one, in memory that does not grow with
 * their number: sums of x - s and of (x - s)(x - s)' in doubles, where the shift s is the mean of
 * the first vectors, so that little is lost to cancellation. Not for several threads at once.
 */
public final class FeatureStatistics {
  private static final int BLOCK = 256;

  private final int dimension;
  private final LinearAlgebra algebra;
  private final float[][] waiting = new float[BLOCK][];
  private int waitingCount;
  private ShiftedSums sums;

  /**
   * Makes statistics of no vectors yet.
   *
   * @param dimension the number of features
   * @throws IllegalArgumentException if it is not positive
   */
  public FeatureStatistics(int dimension, LinearAlgebra algebra) {
    this(ShiftedSums.empty(dimension), algebra);
  }

  private FeatureStatistics(ShiftedSums sums, LinearAlgebra algebra) {
    this.dimension = sums.dimension();
    this.algebra = algebra;
    this.sums = sums;
  }

  /** Others of no vectors. */
  FeatureStatistics empty() {
    return new FeatureStatistics(dimension, algebra);
  }

  /** The number of features. */
  public int dimension() {
    return dimension;
  }

  /** How many vectors. */
  public long count() {
    return sums.count() + waitingCount;
  }

  /**
   * Takes in a vector.
   *
   * @param features [dimension]
   * @param name of the sample, for messages
   * @throws StatisticsException if a feature is not finite, or their number is another
   */
  public void add(float[] features, String name) {
    check(features, dimension, count() + 1, name);
    waiting[waitingCount] = features.clone();
    waitingCount++;
    if (waitingCount == BLOCK) {
      flush();
    }
  }

  static void check(float[] features, int dimension, long number, String name) {
    if (features.length != dimension) {
      throw new StatisticsException(
          "sample "
              + number
              + " ("
              + name
              + ") has "
              + features.length
              + " features but "
              + dimension
              + " are expected");
    }
    for (int i = 0; i < dimension; i++) {
      if (!Float.isFinite(features[i])) {
        throw new StatisticsException(
            "sample "
                + number
                + " ("
                + name
                + ") has "
                + features[i]
                + " as feature "
                + i
                + "; features must be finite numbers");
      }
    }
  }

  private void flush() {
    sums.add(waiting, waitingCount, algebra);
    waitingCount = 0;
  }

  /**
   * Takes in all vectors of others, which stay as they are.
   *
   * @throws StatisticsException if the number of features differs
   */
  public void merge(FeatureStatistics others) {
    if (others.dimension != dimension) {
      throw new StatisticsException(
          "statistics of "
              + others.dimension
              + " features cannot be merged with statistics of "
              + dimension);
    }
    flush();
    others.flush();
    sums.merge(others.sums);
  }

  /**
   * What others, who have seen other vectors, need in order to {@link #merge(FeatureSums)} these.
   */
  public FeatureSums sums() {
    flush();
    return FeatureSums.of(sums);
  }

  /**
   * Takes in all vectors that others have seen: with d the distance of their shift to this one, the
   * pairwise formulas of Chan, Golub and LeVeque (1983).
   *
   * @throws StatisticsException if the number of features differs
   */
  public void merge(FeatureSums others) {
    merge(new FeatureStatistics(others.shifted(), algebra));
  }

  /**
   * What was found so far.
   *
   * @throws StatisticsException if there are fewer than 2 vectors
   */
  public FeatureMoments moments() {
    if (count() < 2) {
      throw new StatisticsException(
          "a covariance needs at least 2 samples, but there " + (count() == 1 ? "is 1" : "are 0"));
    }
    flush();
    return new FeatureMoments(OptionalLong.of(count()), sums.mean(), sums.covariance());
  }
}
