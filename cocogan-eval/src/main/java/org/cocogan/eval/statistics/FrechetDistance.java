package org.cocogan.eval.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Fréchet distance of normal distributions (FID, where the features are those of the FID
 * Inception): |m1 - m2|^2 + tr S1 + tr S2 - 2 tr sqrt(S1 S2) (Heusel et al. 2017).
 *
 * <p>With S1 = P U'U P' cut off at its numerical rank, the nonzero eigenvalues of S1 S2 are those
 * of U P'S2 P U', which is symmetric. The factor is taken of the covariance of smaller rank: of
 * what is only rounding, square roots would make much. So the distance is right, too, where there
 * are fewer samples than features.
 */
public final class FrechetDistance {
  private final FeatureMoments reference;
  private final LinearAlgebra algebra;
  private final TriangularFactor factor;

  /** Prepares the measurement of how far other features are from these. */
  public FrechetDistance(FeatureMoments reference, LinearAlgebra algebra) {
    this.reference = reference;
    this.algebra = algebra;
    factor = algebra.factor(reference.covariance(), reference.dimension());
  }

  /**
   * The distance, at least 0.
   *
   * @throws StatisticsException if the number of features differs, or no double holds the distance
   */
  public double to(FeatureMoments other) {
    if (other.dimension() != reference.dimension()) {
      throw new StatisticsException(
          "statistics of "
              + other.dimension()
              + " features cannot be compared with statistics of "
              + reference.dimension()
              + "; measure both with the same network");
    }
    double distance = 0;
    for (int i = 0; i < reference.dimension(); i++) {
      double difference = other.mean()[i] - reference.mean()[i];
      distance += difference * difference;
    }
    distance += other.trace() + reference.trace() - 2 * traceOfRoot(other);
    if (!Double.isFinite(distance)) {
      throw new StatisticsException(
          "means and covariances are so large that no number holds their Fréchet distance; features"
              + " of images are far smaller: are these statistics of any?");
    }
    return Math.max(0, distance);
  }

  private double traceOfRoot(FeatureMoments other) {
    TriangularFactor others = algebra.factor(other.covariance(), other.dimension());
    boolean isOthersSmaller = others.rank() < factor.rank();
    TriangularFactor smaller = isOthersSmaller ? others : factor;
    if (smaller.rank() == 0) {
      return 0;
    }
    double[] product =
        algebra.congruent(smaller, isOthersSmaller ? reference.covariance() : other.covariance());
    double trace = 0;
    for (double eigenvalue : algebra.eigenvalues(product, smaller.rank())) {
      trace += Math.sqrt(Math.max(0, eigenvalue));
    }
    return trace;
  }

  /**
   * The distance of all groups together, with the standard error of the delete-a-group jackknife:
   * with t_g the distance without group g, its square is (G - 1) / G * sum of (t_g - mean t)^2. It
   * takes the time of one distance for each group, and no more samples.
   */
  public Estimate to(GroupedStatistics groups) {
    double value = to(groups.all());
    int count = groups.groups();
    double[] without = new double[count];
    double mean = 0;
    for (int g = 0; g < count; g++) {
      without[g] = to(groups.without(g));
      mean += without[g] / count;
    }
    double squares = 0;
    for (double distance : without) {
      squares += (distance - mean) * (distance - mean);
    }
    return new Estimate(value, OptionalDouble.of(Math.sqrt(squares * (count - 1) / count)));
  }

  /**
   * What to tell of so few samples that their covariance cannot have full rank; empty otherwise.
   *
   * @param count of samples
   * @param dimension the number of features
   */
  public static Optional<String> shortage(long count, int dimension) {
    if (count > dimension) {
      return Optional.empty();
    }
    return Optional.of(
        count
            + " samples are fewer than the "
            + (dimension + 1)
            + " that "
            + dimension
            + " features need: the distance comes out too large, and compares only with one of as"
            + " many samples");
  }
}
