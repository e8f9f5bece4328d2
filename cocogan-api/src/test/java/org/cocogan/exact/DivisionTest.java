package org.cocogan.exact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DivisionTest {
  @Test
  void roundsUp() {
    assertThat(Division.ceil(0, 3)).isZero();
    assertThat(Division.ceil(1, 3)).isEqualTo(1);
    assertThat(Division.ceil(3, 3)).isEqualTo(1);
    assertThat(Division.ceil(4, 3)).isEqualTo(2);
    assertThat(Division.ceil(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEqualTo(1);
    assertThat(Division.ceil(Integer.MAX_VALUE, 2)).isEqualTo(1 << 30);
  }
}
