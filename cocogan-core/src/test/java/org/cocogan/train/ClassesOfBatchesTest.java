package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cocogan.train.Batches.BATCH;
import static org.cocogan.train.Batches.FULL;
import static org.cocogan.train.Batches.IMAGES;
import static org.cocogan.train.Batches.images;
import static org.cocogan.train.Batches.input;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentations;
import org.cocogan.model.LatentSpace;
import org.cocogan.random.Distribution;
import org.junit.jupiter.api.Test;

/** Batches of images that have classes. */
class ClassesOfBatchesTest {
  private static final List<String> CLASSES = List.of("cats", "dogs", "newts");

  private static LatentSpace space(List<String> classes) {
    Map<String, Integer> counts = new TreeMap<>();
    classes.forEach(name -> counts.put(name, 6));
    return new LatentSpace(5, Distribution.UNIFORM, new TreeMap<>(counts));
  }

  private static BatchSource source(List<String> classes) {
    return Batches.source(
        new NumberedImages(IMAGES, FULL, 3, CLASSES),
        space(classes),
        Sampling.DISCRETE,
        Augmentations.none(),
        1);
  }

  private static int[] classesOfFakes(StepBatch batch) {
    float[] latents = input(batch.discriminator(), "latent");
    int[] classes = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      float[] marks = Arrays.copyOfRange(latents, i * 8 + 5, (i + 1) * 8);
      assertThat(marks).containsOnly(0, 1);
      classes[i] = marks[1] > 0 ? 1 : marks[2] > 0 ? 2 : 0;
      assertThat(marks[classes[i]]).isEqualTo(1);
    }
    return classes;
  }

  private static int[] classesOfReals(int[] images) {
    return Arrays.stream(images).map(image -> image % CLASSES.size()).toArray();
  }

  @Test
  void pairFakesWithRealImagesOfTheirClassInBothPlayersSteps() {
    BatchSource source = source(CLASSES);

    for (long step = 0; step < 20; step++) {
      StepBatch batch = source.batch(step);
      int[] fakes = classesOfFakes(batch);
      assertThat(classesOfReals(images(batch.discriminator()))).isEqualTo(fakes);
      assertThat(classesOfReals(images(batch.generator()))).isEqualTo(fakes);
      assertThat(input(batch.generator(), "latent"))
          .isEqualTo(input(batch.discriminator(), "latent"));
    }
  }

  @Test
  void areTheSameWheneverTheyAreAskedFor() {
    BatchSource forwards = source(CLASSES);
    forwards.batch(0);
    forwards.batch(8);

    StepBatch again = source(CLASSES).batch(9);

    StepBatch expected = forwards.batch(9);
    for (String name : List.of("latent", "real")) {
      assertThat(input(again.discriminator(), name))
          .isEqualTo(input(expected.discriminator(), name));
      assertThat(input(again.generator(), name)).isEqualTo(input(expected.generator(), name));
    }
  }

  /** Whoever adds classes changes nothing else of a discriminator's step. */
  @Test
  void keepTheOrderOfImagesAndTheFirstLatentVector() {
    BatchSource without = Batches.source(Sampling.DISCRETE, 1);
    BatchSource with = source(CLASSES);

    assertThat(images(with.batch(3).discriminator()))
        .isEqualTo(images(without.batch(3).discriminator()));
    assertThat(Arrays.copyOf(input(with.batch(3).discriminator(), "latent"), 5))
        .isEqualTo(Arrays.copyOf(input(without.batch(3).discriminator(), "latent"), 5));
  }

  @Test
  void refuseImagesOfOtherClassesThanTheRuns() {
    assertThatThrownBy(() -> source(List.of("cats", "dogs")))
        .isInstanceOf(CocoGanException.class)
        .hasMessage(
            "the images of numbered are of the classes [cats, dogs, newts], but"
                + " model_params.class_counts has [cats, dogs]; name the data that the run was"
                + " begun with, or begin another");
  }
}
