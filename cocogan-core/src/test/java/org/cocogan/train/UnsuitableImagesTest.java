package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cocogan.train.Batches.FULL;
import static org.cocogan.train.Batches.IMAGES;
import static org.cocogan.train.Batches.images;
import static org.cocogan.train.Batches.source;

import org.cocogan.CocoGanException;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

/** Data sets that no batch can be made of. */
class UnsuitableImagesTest {
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
}
