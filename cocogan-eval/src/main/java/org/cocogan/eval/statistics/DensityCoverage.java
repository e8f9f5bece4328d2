package org.cocogan.eval.statistics;

/**
 * Density and coverage (Naeem et al. 2020). Around each real image is a ball as wide as the
 * distance to its k-th nearest neighbour among the real ones. Density is the mean number of balls
 * that a generated image lies in, divided by k; coverage is the share of balls that hold a
 * generated image.
 *
 * @param density of the generated images, from 0; about 1 where both are alike, and more where
 *     generated images keep to where the real ones are densest
 * @param coverage of the real images, from 0 to 1; where both are alike, about 1 - 2^-k
 */
public record DensityCoverage(Estimate density, Estimate coverage) {
  /** The usual number of neighbours. */
  public static final int NEIGHBOURS = 5;

  private static final String NEEDING = "density and coverage need";

  /**
   * Measures both.
   *
   * @param real features, [samples, dimension]
   * @param generated features, [samples, dimension]
   * @param neighbours k, positive
   * @throws StatisticsException if there are not more than k real samples, no generated ones, or a
   *     feature is not finite
   */
  public static DensityCoverage between(
      float[][] real, float[][] generated, int neighbours, LinearAlgebra algebra) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("there must be at least 1 neighbour, not " + neighbours);
    }
    FeatureRows.check(real, Math.addExact(neighbours, 1), NEEDING);
    FeatureRows.check(generated, 1, NEEDING);
    FeatureRows.requireSameDimension(real, generated);
    double[] centre = FeaturePoints.mean(real);
    FeaturePoints reals = new FeaturePoints(real, centre, algebra);
    FeaturePoints fakes = new FeaturePoints(generated, centre, algebra);
    double[] radii = reals.radii(neighbours);
    boolean[] isCovered = new boolean[real.length];
    double[] densities = new double[generated.length];
    reals.distances(
        fakes,
        (r, f, square) -> {
          if (square <= radii[r]) {
            isCovered[r] = true;
            densities[f] += 1.0 / neighbours;
          }
        });
    return new DensityCoverage(
        Estimate.ofMean(densities, densities.length), PrecisionRecall.share(isCovered));
  }
}
