package org.cocogan.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PatchLayoutTest {
  @Test
  void countsMicroPatchesByRowsAndColumns() {
    PatchLayout layout = layout(new Size(256, 768), new Size(128, 192), new Size(64, 32));

    assertThat(layout.microInMacro()).isEqualTo(new Grid(2, 6));
    assertThat(layout.microInFull()).isEqualTo(new Grid(4, 24));
  }

  @Test
  void allowsPartsAsLargeAsTheWhole() {
    Size size = new Size(32, 32);

    assertThat(layout(size, size, size).microInMacro()).isEqualTo(new Grid(1, 1));
  }

  @Test
  void allowsAMacroPatchThatDoesNotTileTheFullImage() {
    PatchLayout layout = layout(new Size(48, 48), new Size(32, 32), new Size(16, 16));

    assertThat(layout.microInFull()).isEqualTo(new Grid(3, 3));
  }

  @Test
  void refusesMicroPatchesThatDoNotTileTheMacroPatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layout(new Size(96, 96), new Size(32, 32), new Size(24, 16)))
        .withMessage("micro patches of 24x16 do not tile a macro patch of 32x32");
  }

  @Test
  void refusesMicroPatchesThatDoNotTileTheFullImage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layout(new Size(64, 72), new Size(32, 32), new Size(16, 16)))
        .withMessage("micro patches of 16x16 do not tile a full image of 64x72");
  }

  @Test
  void refusesAMacroPatchLargerThanTheFullImage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layout(new Size(64, 32), new Size(32, 64), new Size(16, 16)))
        .withMessage("a macro patch of 32x64 does not fit into a full image of 64x32");
  }

  @Test
  void refusesAnEmptyGrid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grid(0, 3))
        .withMessage("a grid has at least one row and column, not 0x3");
  }

  @Test
  void refusesARegionThatIsEmptyOrStartsBeforeTheImage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PixelRegion(0, -1, 8, 8))
        .withMessage("no such pixel region: top 0, left -1, 8x8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PixelRegion(0, 0, 8, 0))
        .withMessage("no such pixel region: top 0, left 0, 8x0");
  }

  private static PatchLayout layout(Size full, Size macro, Size micro) {
    return new PatchLayout(full, macro, micro);
  }
}
