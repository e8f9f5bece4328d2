package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cocogan.coords.CylindricalCoordinateSystem;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.coords.ToroidalCoordinateSystem;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoGeneratorProvider;
import org.cocogan.network.seamless.SeamlessGeneratorProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.train.InitialValues;
import org.junit.jupiter.api.Test;

/** Fields over images of 32x48 pixels. */
class LatentFieldTest extends WithEngine {
  private static final PatchLayout LAYOUT =
      new PatchLayout(new Size(32, 48), new Size(16, 16), new Size(8, 8));
  private static final CoordinateSystem TORUS = new ToroidalCoordinateSystem(LAYOUT);

  private PatchRenderer renderer(CoordinateSystem coordinates, boolean seamless) {
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
    Generator generator =
        seamless
            ? new SeamlessGeneratorProvider().create(settings)
            : new CocoGeneratorProvider().create(settings);
    InitialValues.set(generator.parameters(), 9, variables);
    return new PatchRenderer(generator, settings, coordinates, backend, variables, "sample", 3);
  }

  private LatentField field(CoordinateSystem coordinates) {
    return renderer(coordinates, true).field(0, 4);
  }

  @Test
  void isTheSameWheneverAndWithWhateverItIsRead() {
    try (LatentField field = field(TORUS);
        LatentField again = field(TORUS)) {
      long x = 1_000_000_007L;
      long y = -70;
      byte[] large = field.read(x, y, 100, 90);
      CountedRandom random = CountedRandom.of(1, "regions", 0);
      for (int i = 0; i < 5; i++) {
        int left = random.nextInt(90);
        int top = random.nextInt(80);
        PixelRegion region = new PixelRegion(top, left, 1 + random.nextInt(90 - top), 10);
        byte[] part = Pixels.cut(large, new Size(90, 100), 3, region);

        assertThat(field.read(x + left, y + top, 10, region.height())).isEqualTo(part);
        assertThat(again.read(x + left, y + top, 10, region.height())).isEqualTo(part);
      }
    }
  }

  @Test
  void isReadByManyThreads() {
    try (LatentField field = field(TORUS)) {
      List<byte[]> together =
          IntStream.range(0, 12).parallel().mapToObj(i -> field.read(40L * i, 7, 60, 20)).toList();

      for (int i = 0; i < 12; i++) {
        assertThat(field.read(40L * i, 7, 60, 20)).isEqualTo(together.get(i));
      }
    }
  }

  @Test
  void changesFromPlaceToPlaceWithoutASeam() {
    try (LatentField field = field(TORUS)) {
      int width = 480;
      byte[] line = field.read(0, 0, width, 32);
      assertThat(field.read(48, 0, 48, 32)).isNotEqualTo(field.read(0, 0, 48, 32));

      // Parts are as wide as an image, and columns of an image have slopes of their own.
      double[] slopes = new double[48];
      for (int x = 1; x < width; x++) {
        for (int y = 0; y < 32; y++) {
          int at = (y * width + x) * 3;
          slopes[x % 48] += Math.abs((line[at] & 255) - (line[at - 3] & 255));
        }
      }
      assertThat(slopes[0]).isLessThan(Arrays.stream(slopes).skip(1).max().orElseThrow());
    }
  }

  @Test
  void endsWhereAnAxisDoes() {
    try (LatentField field = field(new CylindricalCoordinateSystem(LAYOUT))) {
      assertThat(field.read(-5_000, 0, 10, 32)).hasSize(10 * 32 * 3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> field.read(0, 1, 10, 32))
          .withMessage("there is no region of 32 row(s) from row 1; the field has 32");
    }
  }

  @Test
  void needsACyclicAxis() {
    try (PatchRenderer flat = renderer(new EuclideanCoordinateSystem(LAYOUT), true)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flat.field(0, 4))
          .withMessageContaining("euclidean coordinates have none");
    }
  }

  @Test
  void needsAGeneratorThatTakesALatentVectorForEachPlace() {
    try (PatchRenderer patches = renderer(TORUS, false)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> patches.field(0, 4))
          .withMessageContaining("such as seamless");
    }
  }
}
