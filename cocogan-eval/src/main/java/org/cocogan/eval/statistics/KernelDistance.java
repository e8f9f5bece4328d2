package org.cocogan.eval.statistics;

import java.util.OptionalInt;
import java.util.Random;
import org.cocogan.exact.Product;

/**
 * The kernel distance of feature vectors (KID): the unbiased estimate of the squared maximum mean
 * discrepancy with the kernel (x . y / dimension + 1)^3, averaged over random subsets (Binkowski et
 * al. 2018). Unlike the Fréchet distance its expectation does not depend on how many samples there
 * are; it may be below 0.
 *
 * <p>The standard error is the subsets' standard deviation over the root of how many of them are
 * disjoint, since those that overlap say the same.
 */
public final class KernelDistance {
  private static final int SUBSETS = 100;
  private static final int SUBSET_SIZE = 1000;

  /** So that each of two subsets at least has the two vectors that a pair takes. */
  private static final int FEWEST = 4;

  private final int subsets;
  private final int subsetSize;
  private final long seed;
  private final LinearAlgebra algebra;

  /** Makes the distance with 100 subsets of 1000 vectors, as is usual. */
  public KernelDistance(long seed, LinearAlgebra algebra) {
    this(SUBSETS, SUBSET_SIZE, seed, algebra);
  }

  /**
   * Makes the distance with a number of subsets of some size.
   *
   * @param subsets how many, at least 1
   * @param subsetSize vectors in each, at least 2
   * @param seed of the choice of subsets
   */
  public KernelDistance(int subsets, int subsetSize, long seed, LinearAlgebra algebra) {
    if (subsets < 1 || subsetSize < 2) {
      throw new IllegalArgumentException(
          "there must be at least 1 subset of at least 2 vectors, not "
              + subsets
              + " of "
              + subsetSize);
    }
    this.subsets = subsets;
    this.subsetSize = subsetSize;
    this.seed = seed;
    this.algebra = algebra;
  }

  /**
   * How many vectors a subset has: half of the fewer samples if that is less than was asked for, so
   * that there is a standard error.
   *
   * @return empty if there are fewer than 4 samples
   */
  public OptionalInt subsetSize(int samples) {
    return samples < FEWEST
        ? OptionalInt.empty()
        : OptionalInt.of(Math.min(subsetSize, samples / 2));
  }

  /**
   * The distance and its standard error.
   *
   * @param one [samples, dimension]
   * @param other [samples, dimension]
   * @throws StatisticsException if there are fewer than 4 samples, or a feature is not finite
   */
  public Estimate between(float[][] one, float[][] other) {
    FeatureRows.check(one, FEWEST, "KID needs");
    FeatureRows.check(other, FEWEST, "KID needs");
    FeatureRows.requireSameDimension(one, other);
    int samples = Math.min(one.length, other.length);
    int size = subsetSize(samples).getAsInt();
    Random random = new Random(seed);
    double[] values = new double[subsets];
    Subsets first = new Subsets(one, size, random);
    Subsets second = new Subsets(other, size, random);
    for (int i = 0; i < subsets; i++) {
      values[i] = discrepancy(first.next(), second.next(), size, one[0].length);
    }
    return Estimate.ofMean(values, Math.min(subsets, samples / size));
  }

  private double discrepancy(double[] x, double[] y, int size, int dimension) {
    double pairs = (double) size * (size - 1);
    return kernels(x, x, size, dimension, true) / pairs
        + kernels(y, y, size, dimension, true) / pairs
        - 2 * kernels(x, y, size, dimension, false) / ((double) size * size);
  }

  /** The sum over all pairs, or all of different vectors. */
  private double kernels(double[] x, double[] y, int size, int dimension, boolean different) {
    double[] products = algebra.rowProducts(x, size, y, size, dimension);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double row = 0;
      for (int j = 0; j < size; j++) {
        double base = products[i * size + j] / dimension + 1;
        row += different && i == j ? 0 : base * base * base;
      }
      sum += row;
    }
    return sum;
  }

  /** Subsets of rows without repetition, disjoint as long as the rows last. */
  private static final class Subsets {
    private final float[][] rows;
    private final int size;
    private final Random random;
    private final int[] order;
    private int used;

    Subsets(float[][] rows, int size, Random random) {
      this.rows = rows;
      this.size = size;
      this.random = random;
      order = new int[rows.length];
      for (int i = 0; i < order.length; i++) {
        order[i] = i;
      }
      used = rows.length;
    }

    double[] next() {
      if (used + size > order.length) {
        shuffle();
        used = 0;
      }
      double[] subset = new double[Product.of(size, rows[0].length)];
      for (int i = 0; i < size; i++) {
        FeatureRows.copy(rows[order[used + i]], subset, i);
      }
      used += size;
      return subset;
    }

    private void shuffle() {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int place = order[i];
        order[i] = order[j];
        order[j] = place;
      }
    }
  }
}
