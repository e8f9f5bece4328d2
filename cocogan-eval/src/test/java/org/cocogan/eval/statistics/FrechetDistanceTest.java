package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrechetDistanceTest {
  private static final int FEW = 40;

  private static double distance(float[][] one, float[][] other, LinearAlgebra algebra) {
    return new FrechetDistance(Samples.moments(one, algebra), algebra)
        .to(Samples.moments(other, algebra));
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void equalsNumPy(LinearAlgebra algebra) throws IOException {
    double expected = Samples.expected().path("frechet").asDouble();

    assertThat(distance(Samples.rows("one.npy"), Samples.rows("other.npy"), algebra))
        .isCloseTo(expected, within(1e-9));
    assertThat(distance(Samples.rows("other.npy"), Samples.rows("one.npy"), algebra))
        .isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void equalsNumPyWithFewerSamplesThanFeatures(LinearAlgebra algebra) throws IOException {
    float[][] one = Samples.first(Samples.rows("one.npy"), FEW);
    float[][] other = Samples.rows("other.npy");
    double fewToMany = Samples.expected().path("frechet_few_to_many").asDouble();

    assertThat(distance(one, Samples.first(other, FEW), algebra))
        .isCloseTo(Samples.expected().path("frechet_of_few").asDouble(), within(1e-8));
    assertThat(distance(one, other, algebra)).isCloseTo(fewToMany, within(1e-8));
    assertThat(distance(other, one, algebra)).isCloseTo(fewToMany, within(1e-8));
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void isZeroToItself(LinearAlgebra algebra) throws IOException {
    float[][] rows = Samples.rows("one.npy");

    assertThat(distance(rows, rows, algebra)).isBetween(0.0, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void isRefusedWhereNoNumberHoldsIt(LinearAlgebra algebra) {
    FeatureMoments moments = Samples.moments(Samples.random(50, 5, 1), algebra);
    double[] far = {1e200, 0, 0, 0, 0};
    FeatureMoments others = new FeatureMoments(OptionalLong.of(50), far, moments.covariance());

    assertThatThrownBy(() -> new FrechetDistance(others, algebra).to(moments))
        .isInstanceOf(StatisticsException.class)
        .hasMessageContaining("no number holds their Fréchet distance");
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void isTheSquareOfAShift(LinearAlgebra algebra) {
    float[][] rows = Samples.random(50, 5, 1);
    float[][] shifted = Samples.random(50, 5, 1);
    for (float[] row : shifted) {
      row[2] += 3;
    }

    assertThat(distance(rows, shifted, algebra)).isCloseTo(9, within(1e-5));
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void measuresImagesThatAreAllTheSame(LinearAlgebra algebra) {
    FeatureMoments point =
        new FeatureMoments(OptionalLong.of(9), new double[] {1, 1}, new double[4]);
    FeatureMoments disc =
        new FeatureMoments(OptionalLong.of(9), new double[] {1, 3}, new double[] {2, 0, 0, 5});

    assertThat(new FrechetDistance(point, algebra).to(disc)).isEqualTo(4 + 7);
    assertThat(new FrechetDistance(disc, algebra).to(point)).isEqualTo(4 + 7);
  }

  @Test
  void tellsItsStandardError() {
    LinearAlgebra algebra = LinearAlgebra.fastest();
    FrechetDistance distance =
        new FrechetDistance(Samples.moments(Samples.random(5000, 6, 99), algebra), algebra);
    int runs = 60;
    double sum = 0;
    double squares = 0;
    double errors = 0;
    for (int run = 0; run < runs; run++) {
      GroupedStatistics groups = new GroupedStatistics(6, 10, algebra);
      for (float[] row : Samples.random(400, 6, run)) {
        row[0] *= 1.5f;
        groups.add(row, "drawn");
      }
      Estimate estimate = distance.to(groups);
      sum += estimate.value();
      squares += estimate.value() * estimate.value();
      errors += estimate.standardError().getAsDouble();
    }

    double spread = Math.sqrt((squares - sum * sum / runs) / (runs - 1));
    assertThat(errors / runs / spread).isBetween(0.7, 1.4);
  }

  @Test
  void refusesStatisticsOfAnotherDimension() {
    LinearAlgebra algebra = LinearAlgebra.fastest();
    FrechetDistance distance =
        new FrechetDistance(Samples.moments(Samples.random(9, 4, 1), algebra), algebra);

    assertThatThrownBy(() -> distance.to(Samples.moments(Samples.random(9, 5, 1), algebra)))
        .isInstanceOf(StatisticsException.class)
        .hasMessage(
            "statistics of 5 features cannot be compared with statistics of 4; measure both with"
                + " the same network");
  }

  @Test
  void saysThatThereAreTooFewSamples() {
    assertThat(FrechetDistance.shortage(2049, 2048)).isEmpty();
    assertThat(FrechetDistance.shortage(2048, 2048))
        .hasValueSatisfying(
            message -> assertThat(message).startsWith("2048 samples are fewer than the 2049"));
  }
}
