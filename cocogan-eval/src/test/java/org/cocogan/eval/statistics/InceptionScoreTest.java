package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InceptionScoreTest {
  @Test
  void equalsNumPy() throws IOException {
    float[][] logits =
        Arrays.stream(Samples.rows("one.npy"))
            .map(row -> Arrays.copyOf(row, 10))
            .toArray(float[][]::new);

    Estimate estimate = new InceptionScore(5).of(logits);

    assertThat(estimate.value())
        .isCloseTo(Samples.expected().path("inception_score").asDouble(), within(1e-12));
    assertThat(estimate.standardError().getAsDouble())
        .isCloseTo(Samples.expected().path("inception_score_error").asDouble(), within(1e-12));
  }

  @Test
  void isTheNumberOfClassesThatAreCertainAndEquallyFrequent() {
    float[][] logits = new float[40][4];
    for (int i = 0; i < logits.length; i++) {
      logits[i][i % 4] = 1000;
    }

    assertThat(new InceptionScore().of(logits).value()).isCloseTo(4, within(1e-12));
  }

  @Test
  void isOneWhereNothingIsCertain() {
    assertThat(new InceptionScore().of(new float[20][7]).value()).isCloseTo(1, within(1e-12));
  }

  @Test
  void makesFewerSplitsOfFewSamples() {
    assertThat(new InceptionScore().splits(50_000)).isEqualTo(10);
    assertThat(new InceptionScore().splits(9)).isEqualTo(4);
    assertThat(new InceptionScore().splits(2)).isEqualTo(1);
    assertThat(new InceptionScore().of(new float[2][3]).standardError()).isEmpty();
  }

  @Test
  void refusesOneSample() {
    assertThatThrownBy(() -> new InceptionScore().of(new float[1][3]))
        .isInstanceOf(StatisticsException.class)
        .hasMessage("the Inception Score needs at least 2 samples, not 1");
  }
}
