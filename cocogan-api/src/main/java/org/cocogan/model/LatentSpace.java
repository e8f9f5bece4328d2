package org.cocogan.model;

import org.cocogan.exact.Product;
import org.cocogan.random.CountedRandom;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * The space that latent vectors are drawn from: its dimension and the distribution of an entry.
 *
 * @param dimension entries of a latent vector ({@code z_dim})
 * @param distribution of each entry: uniform in [-1, 1), or normal
 */
public record LatentSpace(int dimension, Distribution distribution) {
  /** Entries uniform in [-1, 1), as in COCO-GAN. */
  public static LatentSpace uniform(int dimension) {
    return new LatentSpace(dimension, Distribution.UNIFORM);
  }

  /** Draws latent vectors, [count, dimension]. */
  public HostArray draw(int count, CountedRandom random) {
    float[] values = new float[Product.of(count, dimension)];
    for (int i = 0; i < values.length; i++) {
      values[i] = entry(random);
    }
    return new HostArray(Shape.of(count, dimension), values);
  }

  private float entry(CountedRandom random) {
    return distribution == Distribution.UNIFORM
        ? random.nextFloat(-1, 1)
        : distribution.draw(random);
  }

  /** The range of an entry, in words. */
  public String range() {
    return distribution == Distribution.UNIFORM ? "entries in [-1, 1)" : "standard normal entries";
  }
}
