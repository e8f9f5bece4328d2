package org.cocogan.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompileTimeTest {
  private final CompileTime time = new CompileTime();

  @Test
  void isToldAfterTheSecondStepWhereItWasLong() {
    assertThat(time.taken(14)).isEmpty();
    assertThat(time.taken(2)).contains("compiling the step took 12 seconds, once");
    assertThat(time.taken(0.5)).isEmpty();
  }

  @Test
  void isNotToldOfStepsThatAreLongThemselves() {
    assertThat(time.taken(30)).isEmpty();
    assertThat(time.taken(26)).isEmpty();
    assertThat(time.taken(1)).isEmpty();
  }
}
