package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cocogan.coords.CylindricalCoordinateSystem;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoGeneratorProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.InitialValues;
import org.cocogan.train.MovingAverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchRendererTest extends WithEngine {
  private static final int MICRO = 4;

  /** A batch has 64 patches; the grids have 4, 15, 49 and 100. */
  @ParameterizedTest(name = "an image of {0}x{1}")
  @CsvSource({"8, 8", "12, 20", "28, 28", "40, 40"})
  void drawsAPatchAloneAsItIsInItsImage(int height, int width) {
    CoordinateSystem coordinates = euclidean(height, width);
    try (PatchRenderer renderer = renderer(coordinates, "sample", 3)) {
      byte[][] images = renderer.images(0, 7);
      int patches = coordinates.microGrid().size();
      for (int image : new int[] {0, 1, 4, 6}) {
        for (int cell = 0; cell < patches; cell += Math.max(1, patches / 6)) {
          int row = cell / coordinates.microGrid().columns();
          int column = cell % coordinates.microGrid().columns();

          assertThat(renderer.patch(image, row, column))
              .as("patch %d,%d of image %d", row, column, image)
              .isEqualTo(cut(images[image], width, MICRO, row, column));
        }
      }
    }
  }

  @Test
  void drawsAPatchOfACylinderAloneAsItIsInItsImage() {
    CoordinateSystem coordinates = new CylindricalCoordinateSystem(layout(12, 20, MICRO));
    try (PatchRenderer renderer = renderer(coordinates, "sample", 3)) {
      byte[] image = renderer.images(2, 1)[0];

      assertThat(renderer.patch(2, 1, 4)).isEqualTo(cut(image, 20, MICRO, 1, 4));
      assertThat(renderer.patch(2, 2, 0)).isEqualTo(cut(image, 20, MICRO, 2, 0));
    }
  }

  @Test
  void drawsALargePatchAloneAsItIsInItsImage() {
    CoordinateSystem coordinates = new EuclideanCoordinateSystem(layout(96, 160, 32));
    try (PatchRenderer renderer = renderer(coordinates, "sample", 3)) {
      byte[][] images = renderer.images(3, 3);

      assertThat(renderer.patch(3, 2, 4)).isEqualTo(cut(images[0], 160, 32, 2, 4));
      assertThat(renderer.patch(5, 0, 1)).isEqualTo(cut(images[2], 160, 32, 0, 1));
    }
  }

  private static byte[] cut(byte[] image, int width, int micro, int row, int column) {
    byte[] patch = new byte[micro * micro * 3];
    for (int y = 0; y < micro; y++) {
      int from = ((row * micro + y) * width + column * micro) * 3;
      System.arraycopy(image, from, patch, y * micro * 3, micro * 3);
    }
    return patch;
  }

  /** An engine may round differently from row to row of a batch, so a patch keeps its row. */
  @Test
  void computesAPatchInTheSameRowOfTheBatchHoweverItIsDrawn() {
    CoordinateSystem coordinates = euclidean(12, 20);
    try (PatchRenderer renderer =
        new PatchRenderer(
            new RowPainter(),
            settings(coordinates),
            coordinates,
            backend,
            variables,
            "sample",
            3)) {
      byte[][] images = renderer.images(0, 9);
      for (int number = 0; number < 9 * 15; number++) {
        int row = number % 15 / 5;
        int column = number % 5;
        byte[] patch = renderer.patch(number / 15, row, column);

        assertThat(patch).containsOnly(number % 64 * 4);
        assertThat(cut(images[number / 15], 20, MICRO, row, column)).isEqualTo(patch);
      }
      assertThat(renderer.images(4, 3)).isDeepEqualTo(Arrays.copyOfRange(images, 4, 7));
    }
  }

  /** Paints every patch with four times the row of the batch that it is computed in. */
  private static final class RowPainter implements Generator {
    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
      int batch = latent.shape().dimension(0);
      float[] colours = new float[batch];
      for (int row = 0; row < batch; row++) {
        colours[row] = row * 4 / 127.5f - 1;
      }
      return scope
          .constant(new HostArray(Shape.of(batch, 1, 1, 1), colours))
          .broadcastTo(batch, 3, MICRO, MICRO);
    }
  }

  @Test
  void drawsTheSameImagesInOneGoAndInParts() {
    try (PatchRenderer renderer = renderer(euclidean(12, 20), "sample", 3)) {
      byte[][] atOnce = renderer.images(0, 11);

      assertThat(renderer.images(0, 5)).isDeepEqualTo(Arrays.copyOfRange(atOnce, 0, 5));
      assertThat(renderer.images(5, 6)).isDeepEqualTo(Arrays.copyOfRange(atOnce, 5, 11));
      assertThat(renderer.images(9, 1)).isDeepEqualTo(Arrays.copyOfRange(atOnce, 9, 10));
      assertThat(renderer.images(4, 0)).isEmpty();
    }
  }

  @Test
  void drawsAnotherImageForEveryNumberPurposeAndSeed() {
    Set<String> images = new HashSet<>();
    try (PatchRenderer first = renderer(euclidean(8, 8), "sample", 3);
        PatchRenderer otherPurpose = renderer(euclidean(8, 8), "fid", 3);
        PatchRenderer otherSeed = renderer(euclidean(8, 8), "sample", 4);
        PatchRenderer same = renderer(euclidean(8, 8), "sample", 3)) {
      for (PatchRenderer renderer : new PatchRenderer[] {first, otherPurpose, otherSeed, same}) {
        for (byte[] image : renderer.images(0, 5)) {
          images.add(Arrays.toString(image));
        }
      }
    }

    assertThat(images).hasSize(15);
  }

  @Test
  void drawsEveryPatchByItsCoordinate() {
    try (PatchRenderer renderer = renderer(euclidean(12, 20), "sample", 3)) {
      Set<String> patches = new HashSet<>();
      for (int cell = 0; cell < 15; cell++) {
        patches.add(Arrays.toString(renderer.patch(0, cell / 5, cell % 5)));
      }

      assertThat(patches).hasSize(15);
    }
  }

  @Test
  void drawsWithTheMovingAverageWhereThereIsOne() {
    byte[][] withWeights;
    try (PatchRenderer renderer = renderer(euclidean(8, 8), "sample", 3)) {
      withWeights = renderer.images(0, 2);
    }
    for (Parameter parameter : generator(euclidean(8, 8)).parameters()) {
      if (parameter.trained()) {
        HostArray weight = variables.get(parameter.name());
        variables.set(MovingAverage.variable(parameter.name()), weight);
        variables.set(
            parameter.name(), random(parameter.name(), -1, 1, weight.shape().dimensions()));
      }
    }
    try (PatchRenderer renderer =
        new PatchRenderer(
            generator(euclidean(8, 8)),
            settings(euclidean(8, 8)),
            euclidean(8, 8),
            backend,
            variables,
            "sample",
            3)) {
      assertThat(renderer.images(0, 2)).isDeepEqualTo(withWeights);
    }
  }

  @Test
  void changesNoVariable() {
    try (PatchRenderer renderer = renderer(euclidean(8, 8), "sample", 3)) {
      float[] before = variables.get("generator/fc/u").values();
      renderer.images(0, 2);

      assertThat(variables.get("generator/fc/u").values()).isEqualTo(before);
    }
  }

  @Test
  void knowsTheSizeOfAnImage() {
    try (PatchRenderer renderer = renderer(euclidean(12, 20), "sample", 3)) {
      assertThat(renderer.imageSize()).isEqualTo(new Size(12, 20));
      assertThat(renderer.images(0, 1)[0]).hasSize(12 * 20 * 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "-1, 0", "0, 5", "0, -1"})
  void refusesAPatchThatTheImageDoesNotHave(int row, int column) {
    try (PatchRenderer renderer = renderer(euclidean(12, 20), "sample", 3)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> renderer.patch(0, row, column))
          .withMessage(
              "there is no micro patch %d,%d; rows run from 0 to 2, columns from 0 to 4",
              row, column);
    }
  }

  private PatchRenderer renderer(CoordinateSystem coordinates, String purpose, long seed) {
    Generator generator = generator(coordinates);
    InitialValues.set(generator.parameters(), 9, variables);
    return new PatchRenderer(
        generator, settings(coordinates), coordinates, backend, variables, purpose, seed);
  }

  private static Generator generator(CoordinateSystem coordinates) {
    return new CocoGeneratorProvider().create(settings(coordinates));
  }

  private static ModelSettings settings(CoordinateSystem coordinates) {
    return new ModelSettings(
        coordinates.layout(),
        3,
        LatentSpace.uniform(4),
        coordinates.dimension(),
        2,
        2,
        0,
        0,
        3,
        Variant.OFFICIAL);
  }

  private static CoordinateSystem euclidean(int height, int width) {
    return new EuclideanCoordinateSystem(layout(height, width, MICRO));
  }

  private static PatchLayout layout(int height, int width, int micro) {
    return new PatchLayout(
        new Size(height, width), new Size(2 * micro, 2 * micro), new Size(micro, micro));
  }
}
