package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cocogan.coords.CylindricalCoordinateSystem;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Variant;
import org.cocogan.network.seamless.SeamlessGeneratorProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.train.InitialValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is drawn from a generator that makes rectangles: images of 72x120 pixels, larger than one.
 */
class RectanglesTest extends WithEngine {
  private static final PatchLayout LAYOUT =
      new PatchLayout(new Size(72, 120), new Size(16, 16), new Size(8, 8));

  private PatchRenderer renderer(CoordinateSystem coordinates) {
    ModelSettings settings =
        new ModelSettings(
            LAYOUT,
            3,
            LatentSpace.uniform(4),
            coordinates.dimension(),
            1,
            1,
            0,
            0,
            4,
            Variant.PAPER);
    Generator generator = new SeamlessGeneratorProvider().create(settings);
    InitialValues.set(generator.parameters(), 9, variables);
    return new PatchRenderer(generator, settings, coordinates, backend, variables, "sample", 3);
  }

  private static CoordinateSystem system(String name) {
    return switch (name) {
      case "cylindrical" -> new CylindricalCoordinateSystem(LAYOUT);
      case "extrapolated" ->
          new ExtrapolatedCoordinateSystem(new EuclideanCoordinateSystem(LAYOUT), 1);
      default -> new EuclideanCoordinateSystem(LAYOUT);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"euclidean", "cylindrical", "extrapolated"})
  void haveThePixelsOfTheWholeImageInEveryRegion(String name) {
    CoordinateSystem coordinates = system(name);
    try (PatchRenderer renderer = renderer(coordinates)) {
      Size size = renderer.imageSize();
      byte[][] images = renderer.images(2, 3);
      CountedRandom random = CountedRandom.of(5, name, 0);
      for (int i = 0; i < 6; i++) {
        int top = random.nextInt(size.height());
        int left = random.nextInt(size.width());
        boolean around = coordinates.horizontallyCyclic();
        PixelRegion region =
            new PixelRegion(
                top,
                left,
                1 + random.nextInt(size.height() - top),
                1 + random.nextInt(around ? 2 * size.width() : size.width() - left));

        byte[][] regions = renderer.regions(2, 3, region);

        for (int image = 0; image < 3; image++) {
          assertThat(regions[image]).isEqualTo(Pixels.cut(images[image], size, 3, region));
        }
      }
    }
  }

  @Test
  void makeAPictureBetweenWholePositionsOfThePixelsAroundIt() {
    try (PatchRenderer renderer = renderer(system("euclidean"))) {
      byte[] image = renderer.images(0, 1)[0];
      Grid window = new Grid(2, 2);
      List<Picture> pictures =
          List.of(
              new Picture(renderer.latent(0), new Position(1.25, 3.5)),
              new Picture(renderer.latent(0), new Position(1.25, 3.5625)));

      byte[][] drawn = renderer.pictures(pictures, window);

      byte[] whole = Pixels.cut(image, LAYOUT.full(), 3, new PixelRegion(10, 28, 16, 17));
      assertThat(difference(drawn[0], Pixels.cut(whole, new Size(16, 17), 3, all(0))))
          .isLessThanOrEqualTo(1);
      byte[] halfway = Pixels.window(whole, new Size(16, 17), 3, 0, 0.5, new Size(16, 16));
      assertThat(difference(drawn[1], halfway)).isLessThanOrEqualTo(1);
    }
  }

  private static PixelRegion all(int left) {
    return new PixelRegion(0, left, 16, 16);
  }

  private static int difference(byte[] one, byte[] other) {
    assertThat(one).hasSameSizeAs(other);
    int most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs((one[i] & 255) - (other[i] & 255)));
    }
    return most;
  }
}
