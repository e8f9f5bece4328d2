package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DensityCoverageTest {
  private static final LinearAlgebra ALGEBRA = LinearAlgebra.fastest();

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void equalsNumPy(LinearAlgebra algebra) throws IOException {
    DensityCoverage found =
        DensityCoverage.between(Samples.rows("one.npy"), Samples.rows("other.npy"), 5, algebra);

    assertThat(found.density().value())
        .isCloseTo(Samples.expected().path("density").asDouble(), within(1e-12));
    assertThat(found.density().standardError().orElseThrow())
        .isCloseTo(Samples.expected().path("density_error").asDouble(), within(1e-12));
    assertThat(found.coverage().value())
        .isCloseTo(Samples.expected().path("coverage").asDouble(), within(1e-12));
  }

  /** Balls overlap where images lie close together: one of those counts for several. */
  @Test
  void countsEveryBallThatAnImageLiesIn() {
    float[][] real = {{0}, {1}, {2}, {10}};
    float[][] generated = {{1}, {9.5f}, {30}};

    DensityCoverage found = DensityCoverage.between(real, generated, 1, ALGEBRA);

    // Radii 1, 1, 1, 8: 1 lies in the balls around 0, 1 and 2; 9.5 in that around 10; 30 in none.
    assertThat(found.density().value()).isCloseTo(4 / 3.0, within(1e-12));
    assertThat(found.coverage().value()).isEqualTo(1);
  }

  @Test
  void needsMoreRealSamplesThanNeighbours() {
    float[][] two = {{0}, {1}};

    assertThatThrownBy(() -> DensityCoverage.between(two, two, 2, ALGEBRA))
        .isInstanceOf(StatisticsException.class)
        .hasMessage("density and coverage need at least 3 samples, not 2");
    assertThat(DensityCoverage.between(two, new float[][] {{0}}, 1, ALGEBRA).density().value())
        .isEqualTo(2);
  }
}
