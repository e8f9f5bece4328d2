package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ImageOrderTest {
  private static final int IMAGES = 17;

  @Test
  void drawsEveryImageOnceInEveryEpoch() {
    ImageOrder order = order(1, "order");

    for (int epoch = 0; epoch < 20; epoch++) {
      assertThat(epoch(order, epoch))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, IMAGES).boxed().toList());
    }
  }

  @Test
  void shufflesEveryEpochAnew() {
    ImageOrder order = order(1, "order");
    List<List<Integer>> epochs =
        LongStream.range(0, 20).mapToObj(epoch -> epoch(order, epoch)).toList();

    assertThat(epochs).doesNotHaveDuplicates();
  }

  @Test
  void putsEveryImageFirstNowAndThen() {
    ImageOrder order = order(1, "order");
    int[] first = new int[IMAGES];
    for (long epoch = 0; epoch < 1000L * IMAGES; epoch++) {
      first[order.image(epoch * IMAGES)]++;
    }

    // Each is binomial with mean 1000 and a deviation of 31.
    assertThat(IntStream.of(first).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void dependsOnSeedAndPurpose() {
    assertThat(epoch(order(1, "order"), 0))
        .isEqualTo(epoch(order(1, "order"), 0))
        .isNotEqualTo(epoch(order(2, "order"), 0))
        .isNotEqualTo(epoch(order(1, "other"), 0));
  }

  @Test
  void isTheSameWhateverIsAskedFirst() {
    ImageOrder forwards = order(5, "order");
    ImageOrder backwards = order(5, "order");
    int[] expected = LongStream.range(0, 200).mapToInt(forwards::image).toArray();

    int[] actual = new int[200];
    for (int count = 199; count >= 0; count--) {
      actual[count] = backwards.image(count);
    }

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void isTheSameForManyThreadsAtOnce() {
    ImageOrder alone = order(5, "order");
    ImageOrder shared = order(5, "order");
    int[] expected = LongStream.range(0, 5000).mapToInt(alone::image).toArray();

    assertThat(LongStream.range(0, 5000).parallel().mapToInt(shared::image).toArray())
        .isEqualTo(expected);
  }

  @Test
  void goesOnForMoreImagesThanAnIntCounts() {
    assertThat(order(5, "order").image(1L << 40)).isBetween(0, IMAGES - 1);
  }

  private static ImageOrder order(long seed, String purpose) {
    return new ImageOrder(seed, purpose, IMAGES);
  }

  private static List<Integer> epoch(ImageOrder order, long epoch) {
    return LongStream.range(epoch * IMAGES, (epoch + 1) * IMAGES).mapToObj(order::image).toList();
  }
}
