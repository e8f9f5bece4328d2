package org.cocogan.eval.statistics;

import org.cocogan.exact.Product;

/** The number of vectors, and the sums of x - s and of (x - s)(x - s)' for a shift s. */
final class ShiftedSums {
  private final double[] shift;
  private final double[] sum;
  private final double[] products;
  private long count;

  /**
   * Takes the arrays as they are.
   *
   * @param shift [dimension]
   * @param sum [dimension]
   * @param products [dimension, dimension], of which the lower triangle counts
   */
  ShiftedSums(long count, double[] shift, double[] sum, double[] products) {
    this.count = count;
    this.shift = shift;
    this.sum = sum;
    this.products = products;
  }

  static ShiftedSums empty(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("there must be at least 1 feature, not " + dimension);
    }
    return new ShiftedSums(
        0,
        new double[dimension],
        new double[dimension],
        new double[Product.of(dimension, dimension)]);
  }

  int dimension() {
    return sum.length;
  }

  long count() {
    return count;
  }

  double[] shift() {
    return shift;
  }

  double[] sum() {
    return sum;
  }

  double[] products() {
    return products;
  }

  void add(float[][] vectors, int vectorCount, LinearAlgebra algebra) {
    if (vectorCount == 0) {
      return;
    }
    int n = sum.length;
    if (count == 0) {
      shiftToMean(vectors, vectorCount);
    }
    double[] rows = new double[Product.of(vectorCount, n)];
    for (int k = 0; k < vectorCount; k++) {
      for (int i = 0; i < n; i++) {
        double shifted = vectors[k][i] - shift[i];
        rows[k * n + i] = shifted;
        sum[i] += shifted;
      }
    }
    algebra.addOuterProducts(rows, vectorCount, n, products);
    count += vectorCount;
  }

  private void shiftToMean(float[][] vectors, int vectorCount) {
    for (int k = 0; k < vectorCount; k++) {
      for (int i = 0; i < shift.length; i++) {
        shift[i] += vectors[k][i] / (double) vectorCount;
      }
    }
  }

  /**
   * Adds other sums; with d = other shift - shift: (x - s) = (x - s2) + d, and the products
   * likewise.
   */
  void merge(ShiftedSums other) {
    int n = sum.length;
    if (other.count == 0) {
      return;
    }
    if (count == 0) {
      System.arraycopy(other.shift, 0, shift, 0, n);
    }
    double[] moved = new double[n];
    for (int i = 0; i < n; i++) {
      moved[i] = other.shift[i] - shift[i];
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        products[i * n + j] +=
            other.products[i * n + j]
                + other.sum[i] * moved[j]
                + moved[i] * (other.sum[j] + other.count * moved[j]);
      }
      sum[i] += other.sum[i] + other.count * moved[i];
    }
    count += other.count;
  }

  double[] mean() {
    double[] mean = new double[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = shift[i] + sum[i] / count;
    }
    return mean;
  }

  /** Divided by count - 1. */
  double[] covariance() {
    int n = sum.length;
    double[] covariance = new double[Product.of(n, n)];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double value = (products[i * n + j] - sum[i] / count * sum[j]) / (count - 1);
        covariance[i * n + j] = value;
        covariance[j * n + i] = value;
      }
    }
    return covariance;
  }
}
