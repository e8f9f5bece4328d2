package org.cocogan.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingTest {
  private static final Edges OPEN = new Edges(false, false);

  private static PictureSurvey survey(Edges edges, Size... sizes) {
    return new PictureSurvey("photos", 500, List.of(sizes), 3, 0, 0, false, edges);
  }

  private static Size size(int height, int width) {
    return new Size(height, width);
  }

  @ParameterizedTest
  @CsvSource({
    "360, 720,  64, 128, 32, 16",
    "720, 360, 128,  64, 32, 16",
    "64, 64,    64,  64, 32, 16",
    "63, 63,    32,  32, 16,  8",
    "218, 178,  80,  64, 32, 16",
    "100, 1000, 64, 640, 32, 16",
    "16, 16,    16,  16,  8,  4"
  })
  void imagesHaveTheProportionsOfPicturesAndAreNoLarger(
      int pictureHeight, int pictureWidth, int height, int width, int macro, int micro) {
    PatchLayout layout =
        new Fitting(survey(OPEN, size(pictureHeight, pictureWidth)), Scale.CPU)
            .layout(Optional.empty());

    assertThat(layout)
        .isEqualTo(new PatchLayout(size(height, width), size(macro, macro), size(micro, micro)));
    assertThat(height).isLessThanOrEqualTo(pictureHeight);
    assertThat(width).isLessThanOrEqualTo(pictureWidth);
  }

  @Test
  void imagesAreSquareWhereSomePicturesLieAndOthersStand() {
    PatchLayout layout =
        new Fitting(survey(OPEN, size(300, 400), size(400, 300)), Scale.CPU)
            .layout(Optional.empty());

    assertThat(layout.full()).isEqualTo(size(64, 64));
  }

  @Test
  void aGpuGetsLargerImages() {
    assertThat(new Fitting(survey(OPEN, size(512, 512)), Scale.GPU).layout(Optional.empty()).full())
        .isEqualTo(size(128, 128));
  }

  @Test
  void oneSmallPictureAmongManyDoesNotDecide() {
    List<Size> sizes = Collections.nCopies(40, size(256, 256));
    Size[] all = new Size[41];
    sizes.toArray(all);
    all[40] = size(20, 20);

    assertThat(new Fitting(survey(OPEN, all), Scale.CPU).layout(Optional.empty()).full())
        .isEqualTo(size(64, 64));
  }

  @Test
  void aSizeThatIsAskedForIsTakenOrRefusedWithTheNearest() {
    Fitting fitting = new Fitting(survey(OPEN, size(512, 512)), Scale.CPU);

    assertThat(fitting.layout(Optional.of(size(96, 160))))
        .isEqualTo(new PatchLayout(size(96, 160), size(32, 32), size(16, 16)));
    assertThatThrownBy(() -> fitting.layout(Optional.of(size(63, 66))))
        .isInstanceOf(CocoGanException.class)
        .hasMessage(
            "no micro patches tile images of 63x66; the nearest size that some do is 64x68");
    assertThatThrownBy(() -> fitting.layout(Optional.of(size(1024, 1024))))
        .isInstanceOf(CocoGanException.class)
        .hasMessageContaining("images of 1024x1024 are larger than the pictures");
  }

  @Test
  void picturesBelowSixteenPixelsAreRefused() {
    assertThatThrownBy(
            () -> new Fitting(survey(OPEN, size(15, 30)), Scale.CPU).layout(Optional.empty()))
        .isInstanceOf(CocoGanException.class)
        .hasMessageContaining("too small");
  }

  @Test
  void coordinatesFollowTheEdgesThatMeet() {
    Edges sides = new Edges(true, false);

    assertThat(new Fitting(survey(sides, size(256, 512)), Scale.CPU).coordinates())
        .isEqualTo("cylindrical");
    assertThat(new Fitting(survey(sides, size(256, 256)), Scale.CPU).coordinates())
        .as("a symmetric picture")
        .isEqualTo("euclidean");
    assertThat(new Fitting(survey(new Edges(true, true), size(64, 64)), Scale.CPU).coordinates())
        .isEqualTo("toroidal");
    assertThat(new Fitting(survey(OPEN, size(256, 512)), Scale.CPU).coordinates())
        .isEqualTo("euclidean");
  }
}
