package org.cocogan.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SizeTest {
  @Test
  void readsHeightThenWidth() {
    assertThat(new Size(64, 128)).hasToString("64x128");
  }

  @Test
  void isAMultipleWhereBothSidesAre() {
    assertThat(new Size(64, 128).isMultipleOf(new Size(32, 64))).isTrue();
    assertThat(new Size(64, 128).isMultipleOf(new Size(64, 128))).isTrue();
    assertThat(new Size(64, 128).isMultipleOf(new Size(48, 64))).isFalse();
    assertThat(new Size(64, 128).isMultipleOf(new Size(32, 48))).isFalse();
    assertThat(new Size(64, 128).isMultipleOf(new Size(128, 128))).isFalse();
  }

  @Test
  void refusesSidesBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Size(0, 8))
        .withMessage("a size is at least 1x1 pixels, not 0x8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Size(8, -1))
        .withMessage("a size is at least 1x1 pixels, not 8x-1");
  }
}
