package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.cocogan.augment.Augmentations;
import org.cocogan.augment.DiffAugment;
import org.cocogan.coords.CylindricalCoordinateSystem;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.data.Pack;
import org.cocogan.data.PackDescription;
import org.cocogan.data.PackWriter;
import org.cocogan.data.Preparation;
import org.cocogan.merge.GridCropper;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.train.BatchSource;
import org.cocogan.train.Sampling;
import org.cocogan.train.StepInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes to the images of a packed data set, and the keys that turn changes on. */
class AugmentationTest {
  private static final int IMAGES = 5;
  private static final int BATCH = 4;
  private static final Size FULL = new Size(12, 32);
  private static final PatchLayout LAYOUT = new PatchLayout(FULL, new Size(8, 16), new Size(4, 8));
  private static final int PIXELS = 8 * 16;

  @TempDir Path folder;

  /** A way in which a whole image may have come to a patch. */
  private record Origin(int image, boolean flipped, int shift) {}

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cutsPatchesFromWholeImagesThatWereMirroredAndRolled(boolean cyclic) {
    CoordinateSystem coordinates =
        cyclic ? new CylindricalCoordinateSystem(LAYOUT) : new EuclideanCoordinateSystem(LAYOUT);
    List<Origin> origins = new ArrayList<>();
    try (Pack pack = pack()) {
      BatchSource source = source(pack, coordinates);
      for (long step = 0; step < 12; step++) {
        Map<String, HostArray> inputs = source.batch(step).discriminator();
        for (int i = 0; i < BATCH; i++) {
          origins.add(origin(pack, coordinates, inputs, i));
        }
      }
    }

    Set<Integer> shifts = new TreeSet<>(origins.stream().map(Origin::shift).toList());
    assertThat(origins).extracting(Origin::flipped).contains(false, true);
    if (cyclic) {
      assertThat(shifts).hasSizeGreaterThan(16);
    } else {
      assertThat(shifts).containsExactly(0);
    }
  }

  private Pack pack() {
    Path file = folder.resolve("noise.pack");
    SplittableRandom random = new SplittableRandom(1);
    try (PackWriter writer = new PackWriter(file, FULL, 3, IMAGES)) {
      for (int i = 0; i < IMAGES; i++) {
        byte[] pixels = new byte[FULL.height() * FULL.width() * 3];
        random.nextBytes(pixels);
        writer.add(pixels);
      }
      writer.finish(new PackDescription("noise", "0", Preparation.to(FULL), 0));
    }
    return Pack.open(file);
  }

  private static BatchSource source(Pack pack, CoordinateSystem coordinates) {
    Map<String, Shape> shapes =
        Map.of(
            "latent", Shape.of(BATCH, 1),
            "real", Shape.of(BATCH, 3, 8, 16),
            "micro_coordinate", Shape.of(BATCH * 4, coordinates.dimension()),
            "macro_coordinate", Shape.of(BATCH, coordinates.dimension()),
            "mixing", Shape.of(0));
    return new BatchSource(
        pack,
        coordinates,
        Optional.empty(),
        new GridCropper(),
        new StepInputs(
            shapes,
            PointGrid.ofPatches(coordinates.layout().microInMacro()),
            LatentSpace.uniform(4)),
        Sampling.DISCRETE,
        new Augmentations(true, true, new DiffAugment(Set.of())),
        1);
  }

  /** Tries every image, flip and shift; the pixels of noise fit one of them alone. */
  private static Origin origin(
      Pack pack, CoordinateSystem coordinates, Map<String, HostArray> inputs, int i) {
    float[] real = values(inputs, "real");
    float[] patch = Arrays.copyOfRange(real, i * 3 * PIXELS, (i + 1) * 3 * PIXELS);
    int[] corner = corner(coordinates, values(inputs, "macro_coordinate"), i);
    List<Origin> fitting = new ArrayList<>();
    for (int image = 0; image < IMAGES; image++) {
      for (boolean flipped : new boolean[] {false, true}) {
        for (int shift = 0; shift < FULL.width(); shift++) {
          Origin origin = new Origin(image, flipped, shift);
          if (Arrays.equals(patch, naive(pack, origin, corner))) {
            fitting.add(origin);
          }
        }
      }
    }
    assertThat(fitting).hasSize(1);
    return fitting.get(0);
  }

  private static float[] values(Map<String, HostArray> inputs, String name) {
    return Objects.requireNonNull(inputs.get(name)).values();
  }

  /** Top and left in pixels of the position with that coordinate. */
  private static int[] corner(CoordinateSystem coordinates, float[] wanted, int i) {
    int dimension = coordinates.dimension();
    for (int row = 0; row < coordinates.macroPositions().rows(); row++) {
      for (int column = 0; column < coordinates.macroPositions().columns(); column++) {
        double[] coordinate = coordinates.macroCoordinate(row, column);
        boolean same = true;
        for (int entry = 0; entry < dimension; entry++) {
          same &= (float) coordinate[entry] == wanted[i * dimension + entry];
        }
        if (same) {
          return new int[] {row * 4, column * 8};
        }
      }
    }
    throw new AssertionError("no position has the coordinate of patch " + i);
  }

  private static float[] naive(Pack pack, Origin origin, int[] corner) {
    int width = FULL.width();
    byte[] whole = new byte[FULL.height() * width * 3];
    pack.read(origin.image(), 0, 0, FULL.height(), width, whole, 0, width * 3);
    float[] patch = new float[3 * PIXELS];
    for (int at = 0; at < PIXELS; at++) {
      int row = corner[0] + at / 16;
      int rolled = (corner[1] + at % 16 + origin.shift()) % width;
      int column = origin.flipped() ? width - 1 - rolled : rolled;
      for (int channel = 0; channel < 3; channel++) {
        int pixel = whole[(row * width + column) * 3 + channel] & 0xFF;
        patch[channel * PIXELS + at] = pixel / 127.5f - 1;
      }
    }
    return patch;
  }

  @Test
  void isTurnedOnByItsKeysAndKeptInTheRunsConfiguration() throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder);
    JsonNode plain = losses(tiny, "plain");
    JsonNode mirrored = losses(tiny, "mirrored", "data_params.horizontal_flip=True");
    JsonNode changed =
        losses(tiny, "changed", "train_params.diff_augment=[cutout, colour, translation]");

    assertThat(losses(tiny, "again")).isEqualTo(plain);
    for (JsonNode other : List.of(mirrored, changed)) {
      assertThat(other.fieldNames()).toIterable().containsExactlyElementsOf(names(plain));
      assertThat(other.get("d_loss")).isNotEqualTo(plain.get("d_loss"));
    }
    assertThat(Files.readString(tiny.run("changed").resolve("config.yaml")))
        .contains("  diff_augment: [colour, translation, cutout]\n", "  horizontal_flip: False\n");
  }

  private static List<String> names(JsonNode entry) {
    List<String> names = new ArrayList<>();
    entry.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Of the first step. */
  private static JsonNode losses(TinyExperiment tiny, String name, String... settings)
      throws IOException {
    List<Object> options =
        new ArrayList<>(List.of("--steps", 1, "--set", "log_params.exp_name=" + name));
    for (String setting : settings) {
      options.add("--set");
      options.add(setting);
    }
    tiny.train(options.toArray()).succeeding();
    String log = Files.readString(tiny.run(name).resolve("metrics.jsonl"));
    ObjectNode entry = (ObjectNode) new CommandRun(0, log, "").json();
    entry.remove(List.of("seconds", "images_per_s", "data_wait", "peak_memory_bytes"));
    return entry;
  }
}
