package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelDistanceTest {
  private static final LinearAlgebra ALGEBRA = LinearAlgebra.fastest();

  /** A hundred subsets of half of the samples see nearly every pair. */
  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void comesNearTheValueOfAllPairs(LinearAlgebra algebra) throws IOException {
    float[][] one = Samples.first(Samples.rows("one.npy"), 60);
    float[][] other = Samples.first(Samples.rows("other.npy"), 60);
    double all = Samples.expected().path("kernel_distance").asDouble();

    Estimate estimate = new KernelDistance(400, 30, 1, algebra).between(one, other);

    assertThat(estimate.value()).isCloseTo(all, within(0.1 * all));
    assertThat(estimate.standardError().getAsDouble()).isBetween(0.01 * all, all);
  }

  @Test
  void isTheValueOfAllPairsOfASubset() {
    float[][] x = {{1, 2}, {3, 4}};
    float[][] y = {{0, 1}, {2, 0}};
    float[][] repeatedX = {x[0], x[1], x[0], x[1]};
    float[][] repeatedY = {y[0], y[1], y[0], y[1]};
    double expected = 6.5 * 6.5 * 6.5 + 1 - (8 + 8 + 27 + 64) / 2.0;

    boolean found = false;
    for (int seed = 0; seed < 20; seed++) {
      Estimate estimate = new KernelDistance(1, 2, seed, ALGEBRA).between(repeatedX, repeatedY);
      assertThat(estimate.standardError()).isEmpty();
      found |= Math.abs(estimate.value() - expected) < 1e-9;
    }
    assertThat(found).isTrue();
  }

  @Test
  void isZeroOnAverageForTheSameDistribution() {
    Estimate estimate =
        new KernelDistance(20, 100, 1, ALGEBRA)
            .between(Samples.random(2000, 8, 1), Samples.random(2000, 8, 2));

    assertThat(estimate.value()).isCloseTo(0, within(4 * estimate.standardError().getAsDouble()));
  }

  @Test
  void takesHalfOfTheSamplesWhereTheyAreFew() {
    KernelDistance distance = new KernelDistance(1, ALGEBRA);

    assertThat(distance.subsetSize(5000)).hasValue(1000);
    assertThat(distance.subsetSize(500)).hasValue(250);
    assertThat(distance.subsetSize(3)).isEmpty();
  }

  @Test
  void givesTheSameForTheSameSeed() {
    float[][] one = Samples.random(50, 4, 1);
    float[][] other = Samples.random(50, 4, 2);

    assertThat(new KernelDistance(5, 10, 7, ALGEBRA).between(one, other))
        .isEqualTo(new KernelDistance(5, 10, 7, ALGEBRA).between(one, other))
        .isNotEqualTo(new KernelDistance(5, 10, 8, ALGEBRA).between(one, other));
  }

  @Test
  void refusesTooFewSamplesAndNumbersThatAreNotFinite() {
    float[][] good = Samples.random(4, 2, 1);
    float[][] bad = Samples.random(4, 2, 1);
    bad[2][1] = Float.NaN;
    KernelDistance distance = new KernelDistance(1, ALGEBRA);

    assertThatThrownBy(() -> distance.between(good, Samples.first(good, 3)))
        .hasMessage("KID needs at least 4 samples, not 3");
    assertThatThrownBy(() -> distance.between(good, bad))
        .hasMessage("sample 3 (of 4) has NaN as feature 1; features must be finite numbers");
    assertThatThrownBy(() -> distance.between(good, Samples.random(4, 3, 1)))
        .hasMessageContaining("samples of 2 features cannot be compared with samples of 3");
  }
}
