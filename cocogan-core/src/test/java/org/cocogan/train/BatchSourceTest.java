package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentation;
import org.cocogan.augment.Augmentations;
import org.cocogan.augment.DiffAugment;
import org.cocogan.dataset.Dataset;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSourceTest {
  private static final int BATCH = 6;
  private static final int IMAGES = 18;
  private static final Size FULL = new Size(16, 24);
  private static final PatchLayout LAYOUT = new PatchLayout(FULL, new Size(8, 12), new Size(4, 4));
  private static final Map<String, Shape> SHAPES =
      Map.of(
          "latent", Shape.of(BATCH, 5),
          "real", Shape.of(BATCH, 3, 8, 12),
          "micro_coordinate", Shape.of(BATCH * 6, 2),
          "macro_coordinate", Shape.of(BATCH, 2),
          "mixing", Shape.of(BATCH, 1, 1, 1));

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

  private static void addAll(List<Float> list, float[] values) {
    for (float value : values) {
      list.add(value);
    }
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

  @Test
  void rollsEachImageAlongItsCyclicAxisOnly() {
    NumberedImages dataset = new NumberedImages(IMAGES, FULL, 3);
    BatchSource source = source(dataset, Sampling.DISCRETE, images(true, false), 1);
    Set<Integer> shifts = new TreeSet<>();
    for (long step = 0; step < 40; step++) {
      StepBatch batch = source.batch(step);
      for (Map<String, HostArray> inputs : List.of(batch.discriminator(), batch.generator())) {
        int[] inBatch = shifts(inputs);
        assertThat(IntStream.of(inBatch).distinct().count()).isGreaterThan(1);
        IntStream.of(inBatch).forEach(shifts::add);
      }
      assertThat(shifts(batch.discriminator())).isNotEqualTo(shifts(batch.generator()));
    }

    assertThat(shifts).hasSize(FULL.width());
  }

  /** By how many pixels each real patch's image was shifted; checks that all its pixels were. */
  private static int[] shifts(Map<String, HostArray> inputs) {
    float[] real = input(inputs, "real");
    float[] coordinates = input(inputs, "macro_coordinate");
    int[] images = images(inputs);
    int[] shifts = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      int top = (int) Math.rint((coordinates[2 * i] - RowColumnCoordinates.MACRO) * 4);
      int left = (int) Math.rint((coordinates[2 * i + 1] - RowColumnCoordinates.MACRO) * 4);
      int patch = i * 3 * 96;
      shifts[i] = Math.floorMod(pixel(real[patch + 2 * 96]) - left, FULL.width());
      for (int at = 0; at < 96; at++) {
        assertThat(pixel(real[patch + at])).isEqualTo(images[i]);
        assertThat(pixel(real[patch + 96 + at])).isEqualTo(top + at / 12);
        assertThat(pixel(real[patch + 2 * 96 + at]))
            .isEqualTo((left + shifts[i] + at % 12) % FULL.width());
      }
    }
    return shifts;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mirrorsEveryOtherWholeImageBeforeItIsRolledAndCut(boolean roll) {
    NumberedImages dataset = new NumberedImages(IMAGES, FULL, 3);
    BatchSource source = source(dataset, Sampling.CONTINUOUS, images(roll, true), 1);
    List<Boolean> flips = new ArrayList<>();
    Set<Integer> shifts = new TreeSet<>();
    for (long step = 0; step < 60; step++) {
      StepBatch batch = source.batch(step);
      for (Map<String, HostArray> inputs : List.of(batch.discriminator(), batch.generator())) {
        for (int i = 0; i < BATCH; i++) {
          boolean flip = isFlipped(inputs, i);
          flips.add(flip);
          shifts.add(shiftOfWholeImage(inputs, i, flip));
        }
      }
    }

    assertThat(flips.stream().filter(flip -> flip).count())
        .isBetween(flips.size() * 4L / 10, flips.size() * 6L / 10);
    assertThat(shifts).hasSize(roll ? FULL.width() : 1).contains(0);
  }

  /** Whether columns, which channel 2 tells, count down. */
  private static boolean isFlipped(Map<String, HostArray> inputs, int i) {
    float[] real = input(inputs, "real");
    int columns = (3 * i + 2) * 96;
    return Math.floorMod(pixel(real[columns + 1]) - pixel(real[columns]), FULL.width()) != 1;
  }

  /** Finds the shift from one pixel, and checks that a naive cut gives all of them. */
  private static int shiftOfWholeImage(Map<String, HostArray> inputs, int i, boolean flip) {
    float[] real = input(inputs, "real");
    float[] coordinates = input(inputs, "macro_coordinate");
    int top = (int) Math.rint((coordinates[2 * i] - RowColumnCoordinates.MACRO) * 4);
    int left = (int) Math.rint((coordinates[2 * i + 1] - RowColumnCoordinates.MACRO) * 4);
    int width = FULL.width();
    int patch = i * 3 * 96;
    int first = pixel(real[patch + 2 * 96]);
    int shift = Math.floorMod((flip ? width - 1 - first : first) - left, width);
    for (int at = 0; at < 96; at++) {
      int column = (left + shift + at % 12) % width;
      assertThat(pixel(real[patch + at])).isEqualTo(images(inputs)[i]);
      assertThat(pixel(real[patch + 96 + at])).isEqualTo(top + at / 12);
      assertThat(pixel(real[patch + 2 * 96 + at])).isEqualTo(flip ? width - 1 - column : column);
    }
    return shift;
  }

  @Test
  void leavesTheRollsOfImagesAsTheyAreWhenFlipsAreDrawnToo() {
    NumberedImages dataset = new NumberedImages(IMAGES, FULL, 3);
    BatchSource rolled = source(dataset, Sampling.DISCRETE, images(true, false), 1);
    BatchSource both = source(dataset, Sampling.DISCRETE, images(true, true), 1);
    for (long step = 0; step < 20; step++) {
      Map<String, HostArray> inputs = both.batch(step).discriminator();
      int[] shifts = shifts(rolled.batch(step).discriminator());
      for (int i = 0; i < BATCH; i++) {
        assertThat(shiftOfWholeImage(inputs, i, isFlipped(inputs, i))).isEqualTo(shifts[i]);
      }
    }
  }

  @Test
  void addsTheDrawsOfDiffAugmentForEachPlayerAndChangesNothingElse() {
    DiffAugment augment = new DiffAugment(EnumSet.allOf(Augmentation.class));
    BatchSource plain = source(Sampling.DISCRETE, 1);
    BatchSource augmented =
        source(
            new NumberedImages(IMAGES, FULL, 3),
            Sampling.DISCRETE,
            new Augmentations(false, false, augment),
            1);
    Set<String> added = augment.inputs(Shape.of(BATCH, 3, 8, 12)).keySet();
    assertThat(added).hasSize(8);

    StepBatch batch = augmented.batch(3);

    assertThat(bits(batch)).isEqualTo(bits(plain.batch(3)));
    assertThat(plain.batch(3).generator().keySet()).doesNotContainAnyElementsOf(added);
    assertThat(batch.discriminator().keySet()).containsAll(added);
    for (String name : added) {
      assertThat(input(batch.generator(), name)).isNotEqualTo(input(batch.discriminator(), name));
      assertThat(input(augmented.batch(3).generator(), name))
          .isEqualTo(input(batch.generator(), name));
    }
  }

  private static int pixel(float value) {
    return Math.round((value + 1) * 127.5f);
  }

  /** The number of each real patch's image, told by its first pixel. */
  private static int[] images(Map<String, HostArray> inputs) {
    float[] real = input(inputs, "real");
    return IntStream.range(0, BATCH).map(i -> pixel(real[i * 3 * 8 * 12])).toArray();
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

  @Test
  void refusesImagesOfAnotherSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source(new NumberedImages(5, new Size(16, 16), 3), Sampling.DISCRETE, 1))
        .withMessage(
            "the images of numbered are 16x16 with 3 channels; the experiment needs 16x24 with 3");
  }

  @Test
  void refusesImagesOfOtherChannels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source(new NumberedImages(5, FULL, 1), Sampling.DISCRETE, 1))
        .withMessage(
            "the images of numbered are 16x24 with 1 channels; the experiment needs 16x24 with 3");
  }

  @Test
  void refusesADataSetWithoutImages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source(new NumberedImages(0, FULL, 3), Sampling.DISCRETE, 1))
        .withMessage("numbered has no images");
  }

  @Test
  void saysWhichImageCannotBeReadAndWhy() {
    assertUnreadable(
        () -> {
          throw new IllegalStateException("the disk is gone");
        },
        "the disk is gone");
    assertUnreadable(
        () -> {
          throw new InternalError("a fault occurred in an unsafe memory access operation");
        },
        "its file was cut off or its disk fails");
  }

  private static void assertUnreadable(Runnable failure, String why) {
    BatchSource source =
        source(
            new UnreadableImages(new NumberedImages(IMAGES, FULL, 3), failure),
            Sampling.DISCRETE,
            1);

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> source.batch(0))
        .withMessageMatching("image \\d+ of numbered cannot be read: " + why);
  }

  /** Images whose reading fails. */
  private record UnreadableImages(Dataset images, Runnable failure) implements Dataset {
    @Override
    public String name() {
      return images.name();
    }

    @Override
    public int count() {
      return images.count();
    }

    @Override
    public Size imageSize() {
      return images.imageSize();
    }

    @Override
    public int channels() {
      return images.channels();
    }

    @Override
    public void read(
        int image,
        int top,
        int left,
        int height,
        int width,
        byte[] target,
        int offset,
        int stride) {
      failure.run();
    }

    @Override
    public void close() {
      images.close();
    }
  }

  private static BatchSource source(Sampling sampling, long seed) {
    return source(new NumberedImages(IMAGES, FULL, 3), sampling, seed);
  }

  private static BatchSource source(Dataset images, Sampling sampling, long seed) {
    return source(images, sampling, Augmentations.none(), seed);
  }

  private static Augmentations images(boolean roll, boolean horizontalFlip) {
    return new Augmentations(roll, horizontalFlip, new DiffAugment(Set.of()));
  }

  private static BatchSource source(
      Dataset images, Sampling sampling, Augmentations augmentations, long seed) {
    return new BatchSource(
        images,
        new RowColumnCoordinates(LAYOUT),
        Optional.empty(),
        NumberedImages.cropper(),
        new StepInputs(SHAPES, PointGrid.ofPatches(LAYOUT.microInMacro()), LatentSpace.uniform(5)),
        sampling,
        augmentations,
        seed);
  }

  private static float[] input(Map<String, HostArray> inputs, String name) {
    HostArray value = inputs.get(name);
    assertThat(value).as(name).isNotNull();
    return value.values();
  }

  /** Every number of a batch. */
  private record Bits(List<Float> numbers) {}

  private static Bits bits(StepBatch batch) {
    List<Float> numbers = new ArrayList<>();
    for (String name : new TreeSet<>(SHAPES.keySet())) {
      addAll(numbers, input(batch.discriminator(), name));
      addAll(numbers, input(batch.generator(), name));
    }
    return new Bits(numbers);
  }
}
