package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class OutlineTest {
  private static PixelImage black(int height, int width, int channels) {
    return new PixelImage(new Size(height, width), channels, new byte[height * width * channels]);
  }

  /** Dots for what was left as it was. */
  private static String drawn(PixelImage image, PixelRegion region, int thickness) {
    PixelImage outlined = new Outline(255, 255, 255, thickness).draw(image, region);
    StringBuilder rows = new StringBuilder();
    for (int y = 0; y < image.size().height(); y++) {
      for (int x = 0; x < image.size().width(); x++) {
        rows.append(outlined.pixels()[y * image.size().width() + x] == 0 ? '.' : '#');
      }
      rows.append('\n');
    }
    return rows.toString();
  }

  @Test
  void runsJustInsideItsRegion() {
    assertThat(drawn(black(6, 8, 1), new PixelRegion(1, 2, 4, 5), 1))
        .isEqualTo(
            """
            ........
            ..#####.
            ..#...#.
            ..#...#.
            ..#####.
            ........
            """);
    assertThat(drawn(black(6, 8, 1), new PixelRegion(0, 0, 5, 6), 2))
        .isEqualTo(
            """
            ######..
            ######..
            ##..##..
            ######..
            ######..
            ........
            """);
  }

  @Test
  void goesOnAtTheOtherEdge() {
    assertThat(drawn(black(5, 6, 1), new PixelRegion(1, 4, 3, 4), 1))
        .isEqualTo(
            """
            ......
            ##..##
            .#..#.
            ##..##
            ......
            """);
  }

  @Test
  void hasNoEndsAlongAnAxisThatTheRegionFills() {
    assertThat(drawn(black(5, 4, 1), new PixelRegion(1, 0, 3, 4), 1))
        .isEqualTo(
            """
            ....
            ####
            ....
            ####
            ....
            """);
  }

  @Test
  void leavesTheImageAsItWas() {
    PixelImage image = black(4, 4, 3);

    PixelImage outlined = Outline.red(image).draw(image, new PixelRegion(0, 0, 2, 2));

    assertThat(image.pixels()).containsOnly(0);
    assertThat(Samples.rgb(outlined, 0, 0)).isEqualTo(0xff0000);
    assertThat(Samples.rgb(Outline.yellow(image).draw(image, new PixelRegion(0, 0, 2, 2)), 1, 1))
        .isEqualTo(0xffff00);
  }

  @Test
  void isThickerInLargerImages() {
    assertThat(Outline.red(black(32, 500, 1)).thickness()).isEqualTo(1);
    assertThat(Outline.red(black(256, 256, 1)).thickness()).isEqualTo(4);
  }

  @Test
  void isGreyInGreyImages() {
    PixelImage image = black(2, 2, 1);

    assertThat(Samples.values(Outline.red(image).draw(image, new PixelRegion(0, 0, 1, 1))))
        .containsExactly(76, 0, 0, 0);
  }

  @Test
  void refusesColoursThereAreNot() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Outline(256, 0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Outline(0, -1, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Outline(0, 0, 0, 0))
        .withMessage("no such outline: red 0, green 0, blue 0, thickness 0");
  }
}
