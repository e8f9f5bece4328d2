package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {
  @Test
  void leavesAnImageOfTheWantedSizeAsItIs() {
    PixelImage image = Samples.noise(new Size(9, 13), 3, 1);

    assertThat(Preparation.to(new Size(9, 13)).apply(image, 0).pixels()).isEqualTo(image.pixels());
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 3", "2, 5", "1, 4"})
  void shrinksByWholeFactorsToTheMeanOfEachBox(int down, int across) {
    Size small = new Size(16, 12);
    PixelImage image = Samples.noise(new Size(16 * down, 12 * across), 3, 2);

    PixelImage shrunk = new Preparation(small, Crop.none(), false).apply(image, 0);

    int[] values = Samples.values(image);
    int[] expected = new int[16 * 12 * 3];
    for (int i = 0; i < expected.length; i++) {
      int y = i / 3 / 12 * down;
      int x = i / 3 % 12 * across;
      double sum = 0;
      for (int box = 0; box < down * across; box++) {
        sum += values[((y + box / across) * 12 * across + x + box % across) * 3 + i % 3];
      }
      expected[i] = (int) Math.floor(sum / (down * across) + 0.5);
    }
    assertThat(Samples.values(shrunk)).isEqualTo(expected);
  }

  @Test
  void shrinksByAFractionWeighingEachPixelByItsOverlap() {
    PixelImage image = new PixelImage(new Size(1, 3), 1, new byte[] {0, 90, (byte) 240});

    PixelImage shrunk = new Preparation(new Size(1, 2), Crop.none(), false).apply(image, 0);

    assertThat(Samples.values(shrunk)).containsExactly(30, 190);
  }

  @Test
  void enlargesByInterpolatingBetweenPixelCentres() {
    PixelImage image = new PixelImage(new Size(1, 2), 1, new byte[] {0, 100});

    PixelImage enlarged = new Preparation(new Size(2, 4), Crop.none(), true).apply(image, 0);

    assertThat(Samples.values(enlarged)).containsExactly(0, 25, 75, 100, 0, 25, 75, 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 31, 63, 64, 65, 200})
  void keepsAFlatImageFlatAtAnySize(int side) {
    byte[] pixels = new byte[64 * 64 * 3];
    Arrays.fill(pixels, (byte) 255);
    PixelImage white = new PixelImage(new Size(64, 64), 3, pixels);

    PixelImage resized = new Preparation(new Size(side, side), Crop.none(), true).apply(white, 0);

    assertThat(Samples.values(resized)).containsOnly(255);
  }

  @Test
  void doesNotAliasAFineCheckerboard() {
    byte[] pixels = new byte[100 * 100];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ((i / 100 + i % 100) % 2 == 0 ? 0 : 255);
    }

    PixelImage shrunk =
        Preparation.to(new Size(13, 13)).apply(new PixelImage(new Size(100, 100), 1, pixels), 0);

    for (int value : Samples.values(shrunk)) {
      assertThat(value).isCloseTo(128, Offset.offset(6));
    }
  }

  @Test
  void cropsTheMiddleToTheTargetsAspectRatio() {
    Size square = new Size(64, 64);

    assertThat(Crop.centre().region(new Size(100, 300), square, 0))
        .isEqualTo(new PixelRegion(0, 100, 100, 100));
    assertThat(Crop.centre().region(new Size(301, 100), square, 0))
        .isEqualTo(new PixelRegion(100, 0, 100, 100));
    assertThat(Crop.centre().region(new Size(100, 100), new Size(32, 64), 0))
        .isEqualTo(new PixelRegion(25, 0, 50, 100));
    assertThat(Crop.centre().region(new Size(64, 65), square, 0))
        .isEqualTo(new PixelRegion(0, 0, 64, 64));
  }

  @Test
  void neverCropsTheMiddleBelowTheTarget() {
    Size target = new Size(48, 67);
    for (int height = 48; height < 120; height++) {
      for (int width = 67; width < 140; width++) {
        PixelRegion region = Crop.centre().region(new Size(height, width), target, 0);
        assertThat(region.height()).isBetween(48, height);
        assertThat(region.width()).isBetween(67, width);
      }
    }
  }

  @Test
  void takesTheStatedRectangle() {
    PixelImage image = Samples.noise(new Size(10, 12), 3, 3);
    Crop crop = Crop.rectangle(new PixelRegion(4, 5, 2, 3));

    PixelImage part = new Preparation(new Size(2, 3), crop, false).apply(image, 0);

    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 3; x++) {
        assertThat(Samples.rgb(part, y, x)).isEqualTo(Samples.rgb(image, 4 + y, 5 + x));
      }
    }
  }

  @Test
  void squashesWithoutACrop() {
    PixelImage image =
        new PixelImage(new Size(2, 4), 1, new byte[] {0, 10, 20, 30, 40, 50, 60, 70});

    PixelImage squashed = new Preparation(new Size(2, 2), Crop.none(), false).apply(image, 0);

    assertThat(Samples.values(squashed)).containsExactly(5, 25, 45, 65);
  }

  @ParameterizedTest
  @CsvSource({"63, 200", "200, 63", "63, 63"})
  void refusesAnImageSmallerThanTheTarget(int height, int width) {
    PixelImage image = Samples.noise(new Size(height, width), 3, 4);
    Size target = new Size(64, 64);

    assertThatThrownBy(() -> Preparation.to(target).apply(image, 0))
        .isInstanceOf(DataException.class)
        .hasMessage("its " + height + "x" + width + " pixels are too few for the wanted 64x64");
    assertThat(new Preparation(target, Crop.centre(), true).apply(image, 0).size())
        .isEqualTo(target);
  }

  @Test
  void refusesAStatedRectangleThatLeavesTheImage() {
    Preparation celeba = new Preparation(new Size(64, 64), Crop.parse("128x128+50+25"), false);

    assertThat(celeba.apply(Samples.noise(new Size(218, 178), 3, 5), 0).size())
        .isEqualTo(new Size(64, 64));
    assertThatThrownBy(() -> celeba.apply(Samples.noise(new Size(177, 178), 3, 5), 0))
        .isInstanceOf(DataException.class)
        .hasMessage("the crop 128x128+50+25 does not lie inside its 177x178 pixels");
  }

  @Test
  void refusesAStatedRectangleSmallerThanTheTarget() {
    assertThatThrownBy(() -> new Preparation(new Size(64, 64), Crop.parse("32x128+0+0"), false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("32x128+0+0 is smaller than the target of 64x64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"centre", "none", "128x96+50+25"})
  void readsACropAsItIsWritten(String text) {
    assertThat(Crop.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "center", "0x5+1+1", "12x12", "12x12+1+9999999"})
  void refusesACropThatDoesNotExist(String text) {
    assertThatThrownBy(() -> Crop.parse(text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("write centre, none, exact, or height x width + top + left");
  }
}
