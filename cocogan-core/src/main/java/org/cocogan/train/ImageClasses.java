package org.cocogan.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.dataset.Dataset;
import org.cocogan.model.LatentSpace;
import org.cocogan.random.CountedRandom;

/** The classes of a data set's images, numbered as latent vectors have them. */
final class ImageClasses {
  private final int[] classes;
  private final int[][] images;

  private ImageClasses(int[] classes, int count) {
    this.classes = classes;
    IntStream.Builder[] found =
        Stream.generate(IntStream::builder).limit(count).toArray(IntStream.Builder[]::new);
    for (int image = 0; image < classes.length; image++) {
      found[classes[image]].add(image);
    }
    this.images = Arrays.stream(found).map(its -> its.build().toArray()).toArray(int[][]::new);
  }

  /**
   * The classes of a data set's images; empty where latent vectors have none.
   *
   * @throws CocoGanException if the data set has other classes than latent vectors have
   */
  static Optional<ImageClasses> of(Dataset dataset, LatentSpace space) {
    List<String> known = space.classNames();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    List<String> there = dataset.classes();
    if (!there.equals(known)) {
      throw new CocoGanException(
          "the images of %s are of the classes %s, but model_params.class_counts has %s; name the"
                  .formatted(dataset.name(), there, known)
              + " data that the run was begun with, or begin another");
    }
    int[] classes = IntStream.range(0, dataset.count()).map(dataset::classOf).toArray();
    return Optional.of(new ImageClasses(classes, known.size()));
  }

  /** The class of each of these images. */
  int[] of(int[] numbers) {
    return Arrays.stream(numbers).map(image -> classes[image]).toArray();
  }

  /** Images drawn from those of each of these classes. */
  int[] drawn(int[] numbers, CountedRandom random) {
    return Arrays.stream(numbers)
        .map(number -> images[number][random.nextInt(images[number].length)])
        .toArray();
  }
}
