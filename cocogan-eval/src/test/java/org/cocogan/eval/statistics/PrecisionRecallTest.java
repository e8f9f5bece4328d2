package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrecisionRecallTest {
  private static final LinearAlgebra ALGEBRA = LinearAlgebra.fastest();

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void equalsNumPy(LinearAlgebra algebra) throws IOException {
    PrecisionRecall found =
        PrecisionRecall.between(Samples.rows("one.npy"), Samples.rows("other.npy"), 3, algebra);

    assertThat(found.precision().value())
        .isCloseTo(Samples.expected().path("precision").asDouble(), within(1e-12));
    assertThat(found.recall().value())
        .isCloseTo(Samples.expected().path("recall").asDouble(), within(1e-12));
  }

  @Test
  void isTheSameBlockByBlock() {
    float[][] real = Samples.random(1100, 3, 1);
    float[][] generated = Samples.random(700, 3, 2);
    for (float[] row : generated) {
      row[0] += 1;
    }

    PrecisionRecall found = PrecisionRecall.between(real, generated, 3, ALGEBRA);

    assertThat(found.precision().value()).isCloseTo(share(generated, real), within(1e-12));
    assertThat(found.recall().value()).isCloseTo(share(real, generated), within(1e-12));
  }

  /** The share of points in the manifold of others, written out. */
  private static double share(float[][] points, float[][] manifold) {
    double[] radii = new double[manifold.length];
    for (int i = 0; i < manifold.length; i++) {
      float[] centre = manifold[i];
      radii[i] =
          Arrays.stream(manifold)
              .mapToDouble(other -> distance(centre, other))
              .sorted()
              .toArray()[3];
    }
    int covered = 0;
    for (float[] point : points) {
      for (int i = 0; i < manifold.length; i++) {
        if (distance(point, manifold[i]) <= radii[i]) {
          covered++;
          break;
        }
      }
    }
    return (double) covered / points.length;
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += ((double) one[i] - other[i]) * ((double) one[i] - other[i]);
    }
    return sum;
  }

  @Test
  void allIsCoveredByItself() {
    float[][] rows = Samples.random(600, 5, 1);

    PrecisionRecall found = PrecisionRecall.between(rows, rows, 3, ALGEBRA);

    assertThat(found.precision().value()).isEqualTo(1);
    assertThat(found.recall().value()).isEqualTo(1);
  }

  @Test
  void whatCollapsedHasPrecisionWithoutRecall() {
    float[][] real = Samples.random(300, 5, 1);
    float[][] generated = new float[20][5];
    for (int i = 0; i < generated.length; i++) {
      generated[i] = real[0].clone();
      generated[i][0] += i * 1e-4f;
    }

    PrecisionRecall found = PrecisionRecall.between(real, generated, 3, ALGEBRA);

    assertThat(found.precision().value()).isEqualTo(1);
    assertThat(found.recall().value()).isLessThan(0.05);
  }

  @Test
  void refusesTooFewSamples() {
    float[][] rows = Samples.random(4, 2, 1);

    assertThatThrownBy(() -> PrecisionRecall.between(rows, Samples.first(rows, 3), 3, ALGEBRA))
        .isInstanceOf(StatisticsException.class)
        .hasMessage("precision and recall need at least 4 samples, not 3");
  }
}
