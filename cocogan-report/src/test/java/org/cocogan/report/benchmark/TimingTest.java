package org.cocogan.report.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimingTest {
  @Test
  void takesTheMiddleOfAnOddNumberOfTimes() {
    assertThat(Timing.of(3, 1, 9)).isEqualTo(new Timing(3, 1));
  }

  @Test
  void takesTheMeanOfTheTwoMiddleTimesOfAnEvenNumber() {
    assertThat(Timing.of(4, 1, 9, 2)).isEqualTo(new Timing(3, 1));
  }

  @Test
  void warmsUpBeforeItTimes() {
    AtomicInteger runs = new AtomicInteger();

    Timing timing = Timing.of(5, runs::incrementAndGet);

    assertThat(runs).hasValue(7);
    assertThat(timing.least()).isNotNegative().isLessThanOrEqualTo(timing.median());
  }
}
