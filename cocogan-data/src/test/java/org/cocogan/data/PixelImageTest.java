package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class PixelImageTest {
  /** Each pixel is ten times its row plus its column. */
  private static final PixelImage NUMBERED = numbered();

  private static PixelImage numbered() {
    byte[] pixels = new byte[3 * 4];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (10 * (i / 4) + i % 4);
    }
    return new PixelImage(new Size(3, 4), 1, pixels);
  }

  @Test
  void givesAPart() {
    PixelImage part = NUMBERED.part(new PixelRegion(1, 1, 2, 3));

    assertThat(part.size()).isEqualTo(new Size(2, 3));
    assertThat(part.pixels()).containsExactly(11, 12, 13, 21, 22, 23);
  }

  @Test
  void givesAPartThatGoesOnAtTheOtherEdges() {
    assertThat(NUMBERED.part(new PixelRegion(2, 3, 2, 3)).pixels())
        .containsExactly(23, 20, 21, 3, 0, 1);
  }

  @Test
  void showsAnotherImageInARegion() {
    PixelImage part = new PixelImage(new Size(1, 2), 1, new byte[] {77, 78});

    assertThat(NUMBERED.with(new PixelRegion(1, 3, 1, 2), part).pixels())
        .containsExactly(0, 1, 2, 3, 78, 11, 12, 77, 20, 21, 22, 23);
    assertThat(NUMBERED.pixels()[7]).isEqualTo((byte) 13);
  }

  @Test
  void takesAllChannelsAlong() {
    PixelImage noise = Samples.noise(new Size(4, 5), 3, 1);
    PixelRegion region = new PixelRegion(1, 2, 2, 2);

    assertThat(noise.with(region, noise.part(region)).pixels()).isEqualTo(noise.pixels());
    assertThat(Samples.rgb(noise.part(region), 1, 0)).isEqualTo(Samples.rgb(noise, 2, 2));
  }
}
