package org.cocogan.train;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cocogan.random.CountedRandom;

/**
 * The order in which images are drawn: every epoch is a permutation of its own, derived from the
 * seed. Safe for several threads.
 */
final class ImageOrder {
  private final long seed;
  private final String purpose;
  private final int images;
  private final Map<Long, int[]> permutations = new ConcurrentHashMap<>();

  ImageOrder(long seed, String purpose, int images) {
    this.seed = seed;
    this.purpose = purpose;
    this.images = images;
  }

  /** The image drawn at a count, which runs on over all epochs. */
  int image(long count) {
    long epoch = count / images;
    // Batches are made ahead of time and a batch may end one epoch and begin the next.
    permutations.keySet().removeIf(kept -> kept < epoch - 1);
    return permutations.computeIfAbsent(epoch, this::permutation)[(int) (count % images)];
  }

  private int[] permutation(long epoch) {
    CountedRandom random = CountedRandom.of(seed, purpose, epoch);
    int[] order = new int[images];
    for (int i = 0; i < images; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
