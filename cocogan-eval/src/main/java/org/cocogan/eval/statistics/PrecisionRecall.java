package org.cocogan.eval.statistics;

import java.util.OptionalDouble;

/**
 * Improved precision and recall (Kynkäänniemi et al. 2019): the share of generated images within
 * the manifold of the real ones, and the other way round. A manifold is the union of balls around
 * its images, each as wide as the distance to its k-th nearest neighbour among them.
 *
 * @param precision of the generated images, and its standard error
 * @param recall of the real images, and its standard error
 */
public record PrecisionRecall(Estimate precision, Estimate recall) {
  /** The usual number of neighbours. */
  public static final int NEIGHBOURS = 3;

  /**
   * Measures both.
   *
   * @param real features, [samples, dimension]
   * @param generated features, [samples, dimension]
   * @param neighbours k, positive
   * @throws StatisticsException if there are not more than k samples, or a feature is not finite
   */
  public static PrecisionRecall between(
      float[][] real, float[][] generated, int neighbours, LinearAlgebra algebra) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("there must be at least 1 neighbour, not " + neighbours);
    }
    FeatureRows.check(real, neighbours + 1, "precision and recall need");
    FeatureRows.check(generated, neighbours + 1, "precision and recall need");
    FeatureRows.requireSameDimension(real, generated);
    double[] centre = FeaturePoints.mean(real);
    FeaturePoints reals = new FeaturePoints(real, centre, algebra);
    FeaturePoints fakes = new FeaturePoints(generated, centre, algebra);
    double[] realRadii = reals.radii(neighbours);
    double[] fakeRadii = fakes.radii(neighbours);
    boolean[] isRealCovered = new boolean[real.length];
    boolean[] isFakeCovered = new boolean[generated.length];
    reals.distances(
        fakes,
        (r, f, square) -> {
          isRealCovered[r] |= square <= fakeRadii[f];
          isFakeCovered[f] |= square <= realRadii[r];
        });
    return new PrecisionRecall(share(isFakeCovered), share(isRealCovered));
  }

  /**
   * A share with its standard error, that of a share p of n independent images, sqrt(p (1 - p) /
   * n).
   */
  static Estimate share(boolean[] isCovered) {
    int count = 0;
    for (boolean covered : isCovered) {
      count += covered ? 1 : 0;
    }
    double share = (double) count / isCovered.length;
    return new Estimate(
        share, OptionalDouble.of(Math.sqrt(share * (1 - share) / isCovered.length)));
  }
}
