package org.cocogan.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cocogan.patch.PixelRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridCropperTest {
  private static final int IMAGE = 1;
  private final CountingDataset dataset = new CountingDataset(2, 5, 7, 3);

  @ParameterizedTest(name = "{0},{1} {2}x{3} in {4} rectangles")
  @CsvSource({
    "1, 2, 3, 4, 1",
    "0, 0, 5, 7, 1",
    "2, 3, 3, 4, 1",
    "1, 5, 3, 4, 2",
    "3, 1, 4, 4, 2",
    "4, 6, 2, 2, 4",
    "4, 6, 5, 7, 4",
    "5, 0, 2, 2, 1",
    "0, 7, 2, 2, 1",
  })
  void copiesARegionAndReadsNothingMore(int top, int left, int height, int width, int rectangles) {
    byte[] target = new byte[height * width * 3];
    new GridCropper().crop(dataset, IMAGE, new PixelRegion(top, left, height, width), target);
    int at = 0;
    for (int row = top; row < top + height; row++) {
      for (int column = left; column < left + width; column++) {
        for (int channel = 0; channel < 3; channel++) {
          assertThat(target[at++])
              .as("row %d, column %d, channel %d", row, column, channel)
              .isEqualTo(dataset.value(IMAGE, row % 5, column % 7, channel));
        }
        assertThat(dataset.reads(IMAGE, row % 5, column % 7))
            .as("reads of row %d, column %d", row, column)
            .isEqualTo(1);
      }
    }
    assertThat(dataset.pixelsRead()).isEqualTo(height * width);
    assertThat(dataset.rectanglesRead()).isEqualTo(rectangles);
  }

  @Test
  void leavesTheRestOfALongerTargetAlone() {
    byte[] target = new byte[2 * 2 * 3 + 2];
    target[12] = 77;
    target[13] = 78;
    new GridCropper().crop(dataset, IMAGE, new PixelRegion(4, 6, 2, 2), target);
    assertThat(target).endsWith(77, 78);
  }

  @Test
  void refusesATargetThatIsTooShort() {
    assertThatThrownBy(
            () -> new GridCropper().crop(dataset, IMAGE, new PixelRegion(0, 0, 2, 2), new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a region of 2x2 pixels with 3 channel(s) needs 12 bytes, but the target has 11");
    assertThat(dataset.pixelsRead()).isZero();
  }
}
