package org.cocogan.eval.statistics;

/**
 * The factor of a symmetric matrix S by Cholesky's method with pivoting: an upper trapezoidal U
 * with S = P U'U P', to the precision of doubles.
 */
final class TriangularFactor {
  private final double[] rows;
  private final int rank;
  private final int[] order;

  /**
   * Takes the arrays as they are.
   *
   * @param rows U, [rank, n], zero left of the diagonal
   * @param rank the number of rows
   * @param order which row of S each of the n columns of U belongs to
   */
  TriangularFactor(double[] rows, int rank, int[] order) {
    this.rows = rows;
    this.rank = rank;
    this.order = order;
  }

  double[] rows() {
    return rows;
  }

  /** The numerical rank of S. */
  int rank() {
    return rank;
  }

  /** The number of rows and of columns of S. */
  int size() {
    return order.length;
  }

  /** P'MP for a matrix M of the size of S, [n, n]. */
  double[] reordered(double[] matrix) {
    int n = order.length;
    double[] result = new double[matrix.length];
    for (int i = 0; i < n; i++) {
      int from = order[i] * n;
      int to = i * n;
      for (int j = 0; j < n; j++) {
        result[to + j] = matrix[from + order[j]];
      }
    }
    return result;
  }
}
