package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.dataset.DatasetRequest;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance kit of a {@link Dataset}: extend it, supply the provider, and run it with JUnit.
 *
 * <p>Of a data set of many images, the first and the last are looked at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatasetConformance {
  private static final byte UNTOUCHED = 77;
  private static final int THREADS = 4;

  @TempDir private Path cache = Path.of("cache");

  /** Makes the kit. */
  protected DatasetConformance() {}

  /** What opens the data set to judge. */
  protected abstract DatasetProvider provider();

  /** Values of the provider's own parameters, by name; the rest have their defaults. */
  protected Map<String, String> parameters() {
    return Map.of();
  }

  /** The size to ask images of, at least 4x4. */
  protected Size imageSize() {
    return new Size(16, 24);
  }

  /** The channels to ask images of: 1 or 3. */
  protected int channels() {
    return 3;
  }

  private Dataset open() {
    return provider()
        .open(
            new DatasetRequest(
                imageSize(),
                channels(),
                ProviderChecks.parameters(provider(), parameters()),
                cache,
                notice -> {}));
  }

  /** Name, description and parameters. */
  @Test
  public final void describesItself() {
    ProviderChecks.describesItself(provider());
  }

  /** Images of the size and the channels that were asked for, at least one. */
  @Test
  public final void hasImagesAsTheyWereAskedFor() {
    try (Dataset dataset = open()) {
      assertThat(dataset.name()).as("name()").isNotBlank();
      assertThat(dataset.count()).as("count()").isPositive();
      assertThat(dataset.imageSize()).as("imageSize()").isEqualTo(imageSize());
      assertThat(dataset.channels()).as("channels()").isEqualTo(channels());
    }
  }

  /** A rectangle holds the pixels that the whole image has there, and is all that is written. */
  @Test
  public final void readsRectanglesOfTheWholeImage() {
    try (Dataset dataset = open()) {
      for (int image : new int[] {0, dataset.count() - 1}) {
        byte[] whole = whole(dataset, image);
        readsPart(dataset, image, whole, 1, 2, imageSize().height() - 2, imageSize().width() - 3);
        readsPart(dataset, image, whole, imageSize().height() - 1, 0, 1, 1);
        readsPart(dataset, image, whole, 0, imageSize().width() - 1, 1, 1);
      }
    }
  }

  private void readsPart(
      Dataset dataset, int image, byte[] whole, int top, int left, int height, int width) {
    int offset = 5;
    int stride = Product.of(width, channels()) + 4;
    byte[] target = new byte[offset + Product.of(height, stride)];
    Arrays.fill(target, UNTOUCHED);
    dataset.read(image, top, left, height, width, target, offset, stride);

    byte[] expected = new byte[target.length];
    Arrays.fill(expected, UNTOUCHED);
    int row = Product.of(imageSize().width(), channels());
    for (int y = 0; y < height; y++) {
      System.arraycopy(
          whole,
          Product.of(top + y, row) + Product.of(left, channels()),
          expected,
          offset + Product.of(y, stride),
          Product.of(width, channels()));
    }
    assertThat(target)
        .as("image %s, %sx%s pixels from %s,%s", image, height, width, top, left)
        .isEqualTo(expected);
  }

  /** An image or a rectangle that does not exist is refused. */
  @Test
  public final void refusesWhatDoesNotExist() {
    try (Dataset dataset = open()) {
      int height = imageSize().height();
      int width = imageSize().width();
      refuses(dataset, -1, 0, 0, 1, 1);
      refuses(dataset, dataset.count(), 0, 0, 1, 1);
      refuses(dataset, 0, -1, 0, 1, 1);
      refuses(dataset, 0, 0, -1, 1, 1);
      refuses(dataset, 0, height - 1, 0, 2, 1);
      refuses(dataset, 0, 0, width - 1, 1, 2);
    }
  }

  private void refuses(Dataset dataset, int image, int top, int left, int height, int width) {
    byte[] target = new byte[Product.of(height, width, channels())];
    assertThatThrownBy(
            () ->
                dataset.read(
                    image, top, left, height, width, target, 0, Product.of(width, channels())))
        .as("image %s, %sx%s pixels from %s,%s", image, height, width, top, left)
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Several threads read the same image at once, and opened anew it is the same. */
  @Test
  public final void readsTheSameFromSeveralThreadsAndWhenOpenedAnew() throws Exception {
    byte[] expected;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Dataset dataset = open()) {
      expected = whole(dataset, 0);
      List<Callable<byte[]>> readers = new ArrayList<>();
      for (int i = 0; i < 2 * THREADS; i++) {
        readers.add(() -> whole(dataset, 0));
      }
      for (Future<byte[]> read : threads.invokeAll(readers)) {
        assertThat(read.get()).as("image 0, read by one of several threads").isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
    try (Dataset again = open()) {
      assertThat(whole(again, 0)).as("image 0, opened anew").isEqualTo(expected);
    }
  }

  private byte[] whole(Dataset dataset, int image) {
    int height = imageSize().height();
    int width = imageSize().width();
    byte[] pixels = new byte[Product.of(height, width, channels())];
    dataset.read(image, 0, 0, height, width, pixels, 0, Product.of(width, channels()));
    return pixels;
  }
}
