package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.cocogan.augment.Augmentations;
import org.cocogan.dataset.Dataset;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** Batches of numbered images, and how to read them. */
final class Batches {
  static final int BATCH = 6;
  static final int IMAGES = 18;
  static final Size FULL = new Size(16, 24);
  private static final PatchLayout LAYOUT = new PatchLayout(FULL, new Size(8, 12), new Size(4, 4));
  static final Map<String, Shape> SHAPES =
      Map.of(
          "latent", Shape.of(BATCH, 5),
          "real", Shape.of(BATCH, 3, 8, 12),
          "micro_coordinate", Shape.of(BATCH * 6, 2),
          "macro_coordinate", Shape.of(BATCH, 2),
          "mixing", Shape.of(BATCH, 1, 1, 1));

  private Batches() {}

  static BatchSource source(Sampling sampling, long seed) {
    return source(new NumberedImages(IMAGES, FULL, 3), sampling, seed);
  }

  static BatchSource source(Dataset images, Sampling sampling, long seed) {
    return source(images, sampling, Augmentations.none(), seed);
  }

  static BatchSource source(
      Dataset images, Sampling sampling, Augmentations augmentations, long seed) {
    return source(images, LatentSpace.uniform(5), sampling, augmentations, seed);
  }

  static BatchSource source(
      Dataset images,
      LatentSpace latents,
      Sampling sampling,
      Augmentations augmentations,
      long seed) {
    return new BatchSource(
        images,
        new RowColumnCoordinates(LAYOUT),
        Optional.empty(),
        NumberedImages.cropper(),
        new StepInputs(SHAPES, PointGrid.ofPatches(LAYOUT.microInMacro()), latents),
        sampling,
        augmentations,
        seed);
  }

  static float[] input(Map<String, HostArray> inputs, String name) {
    HostArray value = inputs.get(name);
    assertThat(value).as(name).isNotNull();
    return value.values();
  }

  static int pixel(float value) {
    return Math.round((value + 1) * 127.5f);
  }

  /** The number of each real patch's image, told by its first pixel. */
  static int[] images(Map<String, HostArray> inputs) {
    float[] real = input(inputs, "real");
    return IntStream.range(0, BATCH).map(i -> pixel(real[i * 3 * 8 * 12])).toArray();
  }

  /** Every number of a batch. */
  record Bits(List<Float> numbers) {}

  static Bits bits(StepBatch batch) {
    List<Float> numbers = new ArrayList<>();
    for (String name : new TreeSet<>(SHAPES.keySet())) {
      addAll(numbers, input(batch.discriminator(), name));
      addAll(numbers, input(batch.generator(), name));
    }
    return new Bits(numbers);
  }

  static void addAll(List<Float> list, float[] values) {
    for (float value : values) {
      list.add(value);
    }
  }
}
