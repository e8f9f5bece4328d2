package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected images are of tools/fixtures/official_preprocessing.py: NumPy and Pillow made them. */
class OfficialResizeTest {
  @ParameterizedTest
  @CsvSource({"32, 32", "16, 45", "61, 47", "100, 80", "61, 20", "7, 47"})
  void stretchesAndResizesAsNumpyAndPillowDo(int height, int width) throws IOException {
    Preparation preparation = Preparation.official(new Size(height, width), Crop.none());

    PixelImage made = preparation.apply(image("source", 3), 0);

    assertThat(Samples.values(made)).isEqualTo(Samples.values(image(height + "x" + width, 3)));
  }

  @Test
  void treatsGreyAlike() throws IOException {
    Preparation preparation = Preparation.official(new Size(32, 32), Crop.none());

    PixelImage made = preparation.apply(image("source-grey", 1), 0);

    assertThat(Samples.values(made)).isEqualTo(Samples.values(image("32x32-grey", 1)));
  }

  @Test
  void stretchesWhatIsLeftByTheCrop() throws IOException {
    Preparation preparation = Preparation.official(new Size(20, 20), Crop.parse("40x30+10+5"));

    PixelImage made = preparation.apply(image("source", 3), 0);

    assertThat(Samples.values(made)).isEqualTo(Samples.values(image("20x20-of-40x30+10+5", 3)));
  }

  @Test
  void turnsAFlatImageBlack() {
    byte[] pixels = new byte[12 * 12];
    Arrays.fill(pixels, (byte) 77);
    PixelImage flat = new PixelImage(new Size(12, 12), 1, pixels);

    PixelImage made = Preparation.official(new Size(5, 9), Crop.none()).apply(flat, 0);

    assertThat(Samples.values(made)).containsOnly(0);
  }

  private static PixelImage image(String name, int channels) throws IOException {
    return new ImageDecoder(channels).decode(Samples.resource("official/" + name + ".png"));
  }
}
