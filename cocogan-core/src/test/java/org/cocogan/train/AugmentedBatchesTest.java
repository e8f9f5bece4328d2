package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.train.Batches.BATCH;
import static org.cocogan.train.Batches.FULL;
import static org.cocogan.train.Batches.IMAGES;
import static org.cocogan.train.Batches.bits;
import static org.cocogan.train.Batches.images;
import static org.cocogan.train.Batches.input;
import static org.cocogan.train.Batches.pixel;
import static org.cocogan.train.Batches.source;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.cocogan.augment.Augmentation;
import org.cocogan.augment.Augmentations;
import org.cocogan.augment.DiffAugment;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are rolled and mirrored before they are cut, and what DiffAugment draws. */
class AugmentedBatchesTest {
  @Test
  void rollsEachImageAlongItsCyclicAxisOnly() {
    NumberedImages dataset = new NumberedImages(IMAGES, FULL, 3);
    BatchSource source = source(dataset, Sampling.DISCRETE, changes(true, false), 1);
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
    BatchSource source = source(dataset, Sampling.CONTINUOUS, changes(roll, true), 1);
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
    BatchSource rolled = source(dataset, Sampling.DISCRETE, changes(true, false), 1);
    BatchSource both = source(dataset, Sampling.DISCRETE, changes(true, true), 1);
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

  private static Augmentations changes(boolean roll, boolean horizontalFlip) {
    return new Augmentations(roll, horizontalFlip, new DiffAugment(Set.of()));
  }
}
