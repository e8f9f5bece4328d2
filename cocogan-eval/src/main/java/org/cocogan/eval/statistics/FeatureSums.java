package org.cocogan.eval.statistics;

import java.io.Serializable;
import org.cocogan.exact.Product;

/**
 * The sums that {@link FeatureStatistics} has found of some vectors x, to be merged with those that
 * others have found elsewhere: how many, the shift s, the sums of x - s, and of (x - s)(x - s)'.
 *
 * @param count how many vectors
 * @param shift [dimension]
 * @param sum [dimension]
 * @param products lower triangle, row after row, [dimension · (dimension + 1) / 2]
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureSums(long count, double[] shift, double[] sum, double[] products)
    implements Serializable {
  private static final long serialVersionUID = 1;

  static FeatureSums of(ShiftedSums sums) {
    int n = sums.dimension();
    double[] triangle = new double[entries(n)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(sums.products(), i * n, triangle, entries(i), i + 1);
    }
    return new FeatureSums(sums.count(), sums.shift(), sums.sum(), triangle);
  }

  ShiftedSums shifted() {
    int n = sum.length;
    ShiftedSums empty = ShiftedSums.empty(n);
    for (int i = 0; i < n; i++) {
      System.arraycopy(products, entries(i), empty.products(), i * n, i + 1);
    }
    return new ShiftedSums(count, shift, sum, empty.products());
  }

  /** How many entries so many rows of a triangle have. */
  private static int entries(int rows) {
    return Product.of(rows, rows + 1) / 2;
  }
}
