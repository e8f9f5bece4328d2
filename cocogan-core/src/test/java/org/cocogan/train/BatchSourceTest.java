package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.train.Batches.BATCH;
import static org.cocogan.train.Batches.FULL;
import static org.cocogan.train.Batches.IMAGES;
import static org.cocogan.train.Batches.SHAPES;
import static org.cocogan.train.Batches.addAll;
import static org.cocogan.train.Batches.bits;
import static org.cocogan.train.Batches.images;
import static org.cocogan.train.Batches.input;
import static org.cocogan.train.Batches.pixel;
import static org.cocogan.train.Batches.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.cocogan.dataset.Dataset;
import org.cocogan.tensor.HostArray;
import org.cocogan.train.Batches.Bits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchSourceTest {
  @Test
  void givesEveryInputItsShape() {
    StepBatch batch = source(Sampling.DISCRETE, 1).batch(0);

    for (Map<String, HostArray> inputs : List.of(batch.discriminator(), batch.generator())) {
      assertThat(inputs.keySet()).isEqualTo(SHAPES.keySet());
      inputs.forEach((name, value) -> assertThat(value.shape()).isEqualTo(SHAPES.get(name)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesAStepTheSameBatchWhateverWasAskedBefore(Sampling sampling) {
    BatchSource forwards = source(sampling, 1);
    List<Bits> expected = LongStream.range(0, 40).mapToObj(s -> bits(forwards.batch(s))).toList();

    BatchSource backwards = source(sampling, 1);
    for (int step = 39; step >= 0; step--) {
      assertThat(bits(backwards.batch(step))).isEqualTo(expected.get(step));
    }
    assertThat(bits(source(sampling, 1).batch(23))).isEqualTo(expected.get(23));
  }

  @Test
  void givesAStepTheSameBatchOnManyThreads() {
    BatchSource alone = source(Sampling.DISCRETE, 1);
    List<Bits> expected = LongStream.range(0, 200).mapToObj(s -> bits(alone.batch(s))).toList();

    BatchSource shared = source(Sampling.DISCRETE, 1);

    assertThat(LongStream.range(0, 200).parallel().mapToObj(s -> bits(shared.batch(s))).toList())
        .isEqualTo(expected);
  }

  @Test
  void givesEveryStepAndSeedABatchOfItsOwn() {
    Set<Bits> batches = new HashSet<>();
    for (long seed = 0; seed < 3; seed++) {
      BatchSource source = source(Sampling.DISCRETE, seed);
      for (long step = 0; step < 30; step++) {
        batches.add(bits(source.batch(step)));
      }
    }

    assertThat(batches).hasSize(90);
  }

  @Test
  void drawsLatentVectorsAndMixingFromTheirRanges() {
    BatchSource source = source(Sampling.DISCRETE, 1);
    List<Float> latents = new ArrayList<>();
    List<Float> mixing = new ArrayList<>();
    for (long step = 0; step < 200; step++) {
      Map<String, HostArray> inputs = source.batch(step).discriminator();
      addAll(latents, input(inputs, "latent"));
      addAll(mixing, input(inputs, "mixing"));
    }

    assertThat(latents).allMatch(value -> value >= -1 && value < 1);
    assertThat(latents).anyMatch(value -> value < -0.99).anyMatch(value -> value > 0.99);
    assertThat(mixing).allMatch(value -> value >= 0 && value < 1);
    assertThat(mixing).anyMatch(value -> value < 0.01).anyMatch(value -> value > 0.99);
  }

  @ParameterizedTest
  @EnumSource
  void cutsRealPatchesAtTheirCoordinates(Sampling sampling) {
    BatchSource source = source(sampling, 1);
    for (long step = 0; step < 20; step++) {
      StepBatch batch = source.batch(step);
      assertCut(batch.discriminator());
      assertCut(batch.generator());
    }
  }

  private static void assertCut(Map<String, HostArray> inputs) {
    float[] real = input(inputs, "real");
    float[] coordinates = input(inputs, "macro_coordinate");
    int[] images = images(inputs);
    int at = 0;
    for (int i = 0; i < BATCH; i++) {
      long top = Math.round((coordinates[2 * i] - RowColumnCoordinates.MACRO) * 4);
      long left = Math.round((coordinates[2 * i + 1] - RowColumnCoordinates.MACRO) * 4);
      for (int channel = 0; channel < 3; channel++) {
        for (int row = 0; row < 8; row++) {
          for (int column = 0; column < 12; column++) {
            int x = (int) (left + column) % FULL.width();
            int pixel = NumberedImages.pixel(images[i], (int) top + row, x, channel);
            assertThat(real[at++]).isEqualTo(pixel / 127.5f - 1);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void listsMicroCoordinatesRowMajorWithinEachMacroPatch(Sampling sampling) {
    BatchSource source = source(sampling, 1);
    for (long step = 0; step < 20; step++) {
      Map<String, HostArray> inputs = source.batch(step).generator();
      float[] macro = input(inputs, "macro_coordinate");
      float[] micro = input(inputs, "micro_coordinate");
      int at = 0;
      for (int i = 0; i < BATCH; i++) {
        double row = macro[2 * i] - RowColumnCoordinates.MACRO;
        double column = macro[2 * i + 1] - RowColumnCoordinates.MACRO;
        for (int y = 0; y < 2; y++) {
          for (int x = 0; x < 3; x++) {
            assertThat(micro[at++]).isCloseTo((float) row + y, rounding());
            assertThat(micro[at++]).isCloseTo((float) column + x, rounding());
          }
        }
      }
    }
  }

  /** Macro coordinates around 100 are floats with steps of 2^-17. */
  private static Offset<Float> rounding() {
    return Offset.offset(1e-5f);
  }

  @Test
  void drawsEveryDiscretePositionAndNoOther() {
    Set<List<Double>> drawn = new HashSet<>(positions(Sampling.DISCRETE));

    Set<List<Double>> expected = new HashSet<>();
    for (double row = 0; row < 3; row++) {
      for (double column = 0; column < 6; column++) {
        expected.add(List.of(row, column));
      }
    }
    assertThat(drawn).isEqualTo(expected);
  }

  @Test
  void drawsContinuousPositionsUpToTheLastAndAllAroundACyclicAxis() {
    List<List<Double>> drawn = positions(Sampling.CONTINUOUS);

    assertThat(drawn).allMatch(position -> position.get(0) >= 0 && position.get(0) <= 2);
    assertThat(drawn).allMatch(position -> position.get(1) >= 0 && position.get(1) <= 6);
    assertThat(drawn)
        .anyMatch(position -> position.get(0) > 1.9)
        .anyMatch(position -> position.get(1) > 5.9)
        .anyMatch(position -> position.get(0) < 0.1)
        .anyMatch(position -> position.get(1) < 0.1);
    assertThat(new HashSet<>(drawn)).hasSizeGreaterThan(drawn.size() * 9 / 10);
  }

  private static List<List<Double>> positions(Sampling sampling) {
    BatchSource source = source(sampling, 1);
    List<List<Double>> positions = new ArrayList<>();
    for (long step = 0; step < 100; step++) {
      float[] macro = input(source.batch(step).discriminator(), "macro_coordinate");
      for (int i = 0; i < BATCH; i++) {
        positions.add(
            List.of(
                macro[2 * i] - RowColumnCoordinates.MACRO,
                macro[2 * i + 1] - RowColumnCoordinates.MACRO));
      }
    }
    return positions;
  }

  @Test
  void givesBothPlayersTheSameButForTheImages() {
    BatchSource source = source(Sampling.DISCRETE, 1);
    List<Integer> discriminator = new ArrayList<>();
    List<Integer> generator = new ArrayList<>();
    for (long step = 0; step < IMAGES / BATCH; step++) {
      StepBatch batch = source.batch(step);
      for (String name : List.of("latent", "mixing", "macro_coordinate", "micro_coordinate")) {
        assertThat(input(batch.generator(), name)).isEqualTo(input(batch.discriminator(), name));
      }
      for (int i = 0; i < BATCH; i++) {
        discriminator.add(images(batch.discriminator())[i]);
        generator.add(images(batch.generator())[i]);
      }
    }

    assertThat(generator).isNotEqualTo(discriminator);
    Set<Integer> all = new TreeSet<>(IntStream.range(0, IMAGES).boxed().toList());
    assertThat(new TreeSet<>(discriminator)).as("one epoch").isEqualTo(all);
    assertThat(new TreeSet<>(generator)).as("one epoch").isEqualTo(all);
  }

  @Test
  void goesRoundAgainWhereABatchIsLargerThanTheDataSet() {
    Dataset two = new NumberedImages(2, FULL, 3);
    StepBatch batch = source(two, Sampling.DISCRETE, 1).batch(3);

    assertThat(images(batch.discriminator())).containsOnly(0, 1);
    assertThat(IntStream.of(images(batch.discriminator())).sum()).isEqualTo(BATCH / 2);
  }
}
