package org.cocogan.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamUpdateTest {
  @Test
  void correctsTheRateForBothMoments() {
    assertThat(update(1, 0.5, 0.96).correctedRate()).isCloseTo(1e-4 * 0.2 / 0.5, within(1e-16));
    assertThat(update(2, 0.5, 0.96).correctedRate())
        .isCloseTo(1e-4 * Math.sqrt(1 - 0.9216) / 0.75, within(1e-16));
  }

  @Test
  void leavesTheFirstMomentAloneWithoutMomentum() {
    assertThat(update(1, 0, 0.999).correctedRate())
        .isCloseTo(1e-4 * Math.sqrt(0.001), within(1e-16));
  }

  @Test
  void approachesThePlainRate() {
    assertThat(update(1_000_000_000L, 0.9, 0.999).correctedRate()).isEqualTo(1e-4);
  }

  @Test
  void namesTheMomentsOfAVariable() {
    assertThat(update(1, 0, 0.999).firstMoment("fc/weight")).isEqualTo("adam/d/m/fc/weight");
    assertThat(update(1, 0, 0.999).secondMoment("fc/weight")).isEqualTo("adam/d/v/fc/weight");
  }

  private static AdamUpdate update(long number, double beta1, double beta2) {
    return new AdamUpdate("adam/d", number, 1e-4, beta1, beta2, 1e-8);
  }
}
