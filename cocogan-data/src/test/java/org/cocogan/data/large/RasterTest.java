package org.cocogan.data.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RasterTest {
  @ParameterizedTest
  @CsvSource({"4, 256", "64, 256", "128, 256", "48, 240", "100, 400", "512, 512", "1025, 256"})
  void choosesTilesThatHoldWholeMicroPatches(int micro, int side) {
    assertThat(Raster.tileSide(micro)).isEqualTo(side);
  }

  @Test
  void refusesWhatIsTooWideToHoldABandOf() {
    assertThatThrownBy(() -> new Raster(new Size(1, 3_000_000), 3, 256))
        .hasMessage(
            "a picture of 1x3000000 pixels is too wide to be written; at most 2796201 pixels are"
                + " possible");
  }
}
