package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureStatisticsTest {
  private static final LinearAlgebra ALGEBRA = LinearAlgebra.fastest();

  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / (double) rows.length;
      }
    }
    return mean;
  }

  private static double[] covariance(float[][] rows) {
    double[] mean = mean(rows);
    int n = mean.length;
    double[] covariance = new double[n * n];
    for (float[] row : rows) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          covariance[i * n + j] += (row[i] - mean[i]) * (row[j] - mean[j]) / (rows.length - 1);
        }
      }
    }
    return covariance;
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void equalsTwoPassesOverAllSamples(LinearAlgebra algebra) {
    for (int count : new int[] {2, 255, 256, 700}) {
      float[][] rows = Samples.random(count, 13, count);

      FeatureMoments moments = Samples.moments(rows, algebra);

      assertThat(moments.count()).hasValue(count);
      assertThat(moments.mean()).containsExactly(mean(rows), within(1e-14));
      assertThat(moments.covariance()).containsExactly(covariance(rows), within(1e-13));
    }
  }

  @Test
  void losesNothingFarFromZero() {
    float[][] rows = Samples.random(600, 5, 3);
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = 10_000 + row[i];
      }
    }

    assertThat(Samples.moments(rows, ALGEBRA).covariance())
        .containsExactly(covariance(rows), within(1e-11));
  }

  @Test
  void mergesWhatWasMeasuredApart() {
    float[][] rows = Samples.random(900, 7, 4);
    for (int i = 300; i < 900; i++) {
      rows[i][0] += 100;
    }
    FeatureStatistics merged = Samples.statistics(Arrays.copyOfRange(rows, 0, 300), ALGEBRA);
    FeatureStatistics second = Samples.statistics(Arrays.copyOfRange(rows, 300, 900), ALGEBRA);
    FeatureMoments before = second.moments();

    merged.merge(second);

    assertThat(merged.moments().count()).hasValue(900);
    assertThat(merged.moments().mean()).containsExactly(mean(rows), within(1e-11));
    assertThat(merged.moments().covariance()).containsExactly(covariance(rows), within(1e-9));
    assertThat(second.moments().covariance()).isEqualTo(before.covariance());
  }

  @Test
  void mergesIntoNothingAndWithNothing() {
    FeatureStatistics some = Samples.statistics(Samples.random(9, 3, 5), ALGEBRA);
    double[] expected = some.moments().covariance();
    FeatureStatistics none = new FeatureStatistics(3, ALGEBRA);

    some.merge(none);
    none.merge(some);

    assertThat(some.moments().covariance()).isEqualTo(expected);
    assertThat(none.moments().covariance()).containsExactly(expected, within(1e-15));
  }

  @Test
  void namesTheSampleThatIsNotFinite() {
    FeatureStatistics statistics = Samples.statistics(Samples.random(4, 3, 1), ALGEBRA);

    assertThatThrownBy(() -> statistics.add(new float[] {0, Float.NaN, 0}, "face.png"))
        .isInstanceOf(StatisticsException.class)
        .hasMessage("sample 5 (face.png) has NaN as feature 1; features must be finite numbers");
    assertThatThrownBy(
            () -> statistics.add(new float[] {Float.NEGATIVE_INFINITY, 0, 0}, "face.png"))
        .hasMessageContaining("has -Infinity as feature 0");
    assertThat(statistics.count()).isEqualTo(4);
  }

  @Test
  void refusesAnotherNumberOfFeatures() {
    FeatureStatistics statistics = new FeatureStatistics(3, ALGEBRA);

    assertThatThrownBy(() -> statistics.add(new float[2], "face.png"))
        .hasMessage("sample 1 (face.png) has 2 features but 3 are expected");
    assertThatThrownBy(() -> statistics.merge(new FeatureStatistics(4, ALGEBRA)))
        .hasMessage("statistics of 4 features cannot be merged with statistics of 3");
  }

  @Test
  void hasNoCovarianceOfOneSample() {
    FeatureStatistics statistics = Samples.statistics(Samples.random(1, 3, 1), ALGEBRA);

    assertThatThrownBy(statistics::moments)
        .hasMessage("a covariance needs at least 2 samples, but there is 1");
  }

  @Test
  void keepsASampleAsItWas() {
    FeatureStatistics statistics = new FeatureStatistics(1, ALGEBRA);
    float[] features = {1};
    statistics.add(features, "first");
    features[0] = 3;
    statistics.add(features, "second");

    assertThat(statistics.moments().mean()).containsExactly(2);
  }
}
