package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CovarianceCheckTest {
  private static final int DIMENSION = 40;

  @Test
  void takesWhatSamplesGive() {
    for (int samples : new int[] {2, 10, 200}) {
      CovarianceCheck.require(covariance(samples, 1), DIMENSION);
    }
    CovarianceCheck.require(new double[DIMENSION * DIMENSION], DIMENSION);
  }

  @Test
  void takesWhatFloatsRoundTo() {
    double[] rounded = covariance(200, 1e-3);
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) rounded[i];
    }

    CovarianceCheck.require(rounded, DIMENSION);
  }

  @Test
  void takesFeaturesThatAreConstantButForRounding() {
    CovarianceCheck.require(new double[] {1, 1e-17, 1e-17, -1e-33}, 2);
  }

  @Test
  void refusesNegativeVariances() {
    double[] negative = covariance(200, 1);
    negative[3 * DIMENSION + 3] *= -1;

    assertRefused(negative, DIMENSION, "the variance of feature 3 is -");
    assertRefused(new double[] {-1, 0, 0, -1}, 2, "the variance of feature 0 is -1.0");
  }

  @Test
  void refusesAMatrixThatIsNotSymmetric() {
    double[] asymmetric = covariance(200, 1);
    asymmetric[5 * DIMENSION + 2] += 1;

    assertRefused(asymmetric, DIMENSION, "entry [5, 2] is ");
  }

  @Test
  void refusesCorrelationsBeyondOne() {
    assertRefused(
        new double[] {1, 2.2, 2.2, 4},
        2,
        "entry [1, 0] is 2.2, a correlation beyond 1: the variances are 4.0 and 1.0");
    assertRefused(new double[] {1, 0.1, 0.1, 0}, 2, "a correlation beyond 1");
  }

  @Test
  void refusesNegativeEigenvalues() {
    // Each pair could be, and not all three together.
    assertRefused(
        new double[] {1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}, 3, "its least eigenvalue is -0.8");
  }

  private static double[] covariance(int samples, double scale) {
    Random random = new Random(samples);
    FeatureStatistics statistics = new FeatureStatistics(DIMENSION, LinearAlgebra.fastest());
    for (int sample = 0; sample < samples; sample++) {
      float[] features = new float[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        // One feature never changes, and others differ much in size.
        features[i] = i == 7 ? 0.3f : (float) (random.nextGaussian() * scale * (1 + i * i));
      }
      statistics.add(features, "sample");
    }
    double[] covariance = statistics.moments().covariance();
    return Arrays.copyOf(covariance, covariance.length);
  }

  private static void assertRefused(double[] covariance, int n, String reason) {
    assertThatExceptionOfType(StatisticsException.class)
        .isThrownBy(() -> CovarianceCheck.require(covariance, n))
        .withMessageStartingWith("sigma is no covariance: ")
        .withMessageContaining(reason);
  }
}
