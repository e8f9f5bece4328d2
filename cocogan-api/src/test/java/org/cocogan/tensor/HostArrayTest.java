package org.cocogan.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class HostArrayTest {
  @Test
  void wrapsValuesWithoutACopy() {
    float[] values = {1, 2, 3, 4, 5, 6};
    HostArray array = new HostArray(Shape.of(2, 3), values);

    assertThat(array.values()).isSameAs(values);
    assertThat(array.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(array).hasToString("HostArray[2, 3]");
  }

  @Test
  void refusesANumberOfValuesThatIsNotItsSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostArray(Shape.of(2, 3), new float[5]))
        .withMessage("an array of shape [2, 3] has 6 values, not 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostArray(Shape.of(), new float[0]))
        .withMessage("an array of shape [] has 1 values, not 0");
  }

  @Test
  void fillsAnArrayWithOneValue() {
    assertThat(HostArray.filled(Shape.of(2, 2), 0.5f).values()).containsOnly(0.5f).hasSize(4);
    assertThat(HostArray.filled(Shape.of(0), 1).values()).isEmpty();
  }

  @Test
  void isOneValueWhateverItsAxes() {
    assertThat(HostArray.scalar(3).scalar()).isEqualTo(3);
    assertThat(HostArray.filled(Shape.of(1, 1), 4).scalar()).isEqualTo(4);
    assertThatIllegalStateException()
        .isThrownBy(() -> HostArray.filled(Shape.of(2), 4).scalar())
        .withMessage("an array of shape [2] is not one value");
  }
}
