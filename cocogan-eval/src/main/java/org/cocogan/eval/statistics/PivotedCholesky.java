package org.cocogan.eval.statistics;

import java.util.Arrays;
import org.cocogan.exact.Product;

/**
 * Cholesky's method with complete pivoting, some columns at a time: within such a panel only the
 * diagonal is kept up to date, and what is right of it once the panel is finished.
 */
final class PivotedCholesky {
  private static final int PANEL = 64;

  private final double[] matrix;
  private final int n;
  private final int[] order;
  private final double[] squares;

  /** Prepares the decomposition of a symmetric matrix [n, n], which is left as it is. */
  PivotedCholesky(double[] matrix, int n) {
    this.matrix = matrix.clone();
    this.n = n;
    order = new int[n];
    squares = new double[n];
    Arrays.setAll(order, i -> i);
  }

  TriangularFactor factor() {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, matrix[i * n + i]);
    }
    double tolerance = n * Math.ulp(1.0) / 2 * largest;
    for (int panel = 0; panel < n; panel += PANEL) {
      int next = Math.min(n, panel + PANEL);
      Arrays.fill(squares, 0);
      for (int j = panel; j < next; j++) {
        if (!column(panel, j, tolerance)) {
          return transposed(j);
        }
      }
      Block columns = new Block(matrix, 0, n).at(next, panel);
      PureJava.addLowerProduct(
          -1, columns, columns, n - next, next - panel, new Block(matrix, 0, n).at(next, next));
    }
    return transposed(n);
  }

  /** Finishes a column of the factor, unless nothing but rounding is left. */
  private boolean column(int panel, int j, double tolerance) {
    int pivot = j;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = j; i < n; i++) {
      if (j > panel) {
        double before = matrix[i * n + j - 1];
        squares[i] += before * before;
      }
      double left = matrix[i * n + i] - squares[i];
      if (left > largest) {
        largest = left;
        pivot = i;
      }
    }
    if (!(largest > tolerance)) {
      return false;
    }
    swap(j, pivot);
    double root = Math.sqrt(largest);
    matrix[j * n + j] = root;
    for (int i = j + 1; i < n; i++) {
      double left = matrix[i * n + j];
      for (int k = panel; k < j; k++) {
        left -= matrix[i * n + k] * matrix[j * n + k];
      }
      matrix[i * n + j] = left / root;
    }
    return true;
  }

  /** Exchanges two rows and columns in the lower triangle. */
  private void swap(int i, int j) {
    if (i == j) {
      return;
    }
    exchange(i * n + i, j * n + j);
    for (int k = 0; k < i; k++) {
      exchange(i * n + k, j * n + k);
    }
    for (int k = i + 1; k < j; k++) {
      exchange(k * n + i, j * n + k);
    }
    for (int k = j + 1; k < n; k++) {
      exchange(k * n + i, k * n + j);
    }
    int place = order[i];
    order[i] = order[j];
    order[j] = place;
    double square = squares[i];
    squares[i] = squares[j];
    squares[j] = square;
  }

  private void exchange(int one, int other) {
    double value = matrix[one];
    matrix[one] = matrix[other];
    matrix[other] = value;
  }

  private TriangularFactor transposed(int rank) {
    double[] rows = new double[Product.of(rank, n)];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k <= Math.min(i, rank - 1); k++) {
        rows[k * n + i] = matrix[i * n + k];
      }
    }
    return new TriangularFactor(rows, rank, order);
  }
}
