package org.cocogan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.cocogan.schedule.Schedule.Shape;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void staysWhereItIsConstant() {
    assertThat(Schedule.constant(3).isConstant()).isTrue();
    assertThat(Schedule.constant(3).at(0)).isEqualTo(3);
    assertThat(Schedule.constant(3).at(1000)).isEqualTo(3);
  }

  @Test
  void goesEvenlyAndThenStays() {
    Schedule schedule = new Schedule(Shape.LINEAR, 8, 2, 12);

    assertThat(schedule.isConstant()).isFalse();
    assertThat(schedule.at(0)).isEqualTo(8);
    assertThat(schedule.at(4)).isCloseTo(6, within(1e-12));
    assertThat(schedule.at(12)).isEqualTo(2);
    assertThat(schedule.at(Long.MAX_VALUE)).isEqualTo(2);
  }

  @Test
  void goesAlongHalfAPeriodOfTheCosine() {
    Schedule schedule = new Schedule(Shape.COSINE, 8, 2, 12);

    assertThat(schedule.at(0)).isEqualTo(8);
    assertThat(schedule.at(3)).isCloseTo(5 + 3 * Math.cos(Math.PI / 4), within(1e-12));
    assertThat(schedule.at(6)).isCloseTo(5, within(1e-12));
    assertThat(schedule.at(12)).isEqualTo(2);
  }

  @Test
  void isAConstantWhereItsEndsAreEqual() {
    assertThat(new Schedule(Shape.LINEAR, 2, 2, 10)).isEqualTo(Schedule.constant(2));
  }
}
