package org.cocogan.eval.statistics;

import java.util.Arrays;

/** Products of the rows of two matrices, arranged so that the JVM computes them with vectors. */
final class RowProducts {
  /** Rows of the first matrix whose results stay in the processor's second cache. */
  private static final int HEIGHT = 128;

  /** Rows of the second matrix; eight parts of that length stay in the first cache. */
  private static final int WIDTH = 256;

  /** Terms that are added in one pass. */
  private static final int TERMS = 8;

  private RowProducts() {}

  /**
   * Adds factor * A B'.
   *
   * @param a [m, depth]
   * @param b [n, depth]
   * @param sum [m, n]
   */
  static void add(double factor, Block a, int m, Block b, int n, int depth, Block sum) {
    double[][] columns = new double[TERMS][WIDTH];
    double[][] results = new double[HEIGHT][WIDTH];
    for (int i = 0; i < m; i += HEIGHT) {
      int height = Math.min(HEIGHT, m - i);
      for (int j = 0; j < n; j += WIDTH) {
        int width = Math.min(WIDTH, n - j);
        for (int r = 0; r < height; r++) {
          Arrays.fill(results[r], 0);
        }
        for (int k = 0; k < depth; k += TERMS) {
          int terms = Math.min(TERMS, depth - k);
          transpose(b.at(j, k), width, terms, columns);
          for (int r = 0; r < height; r++) {
            addTerms(results[r], a.values(), a.index(i + r, k), terms, columns);
          }
        }
        for (int r = 0; r < height; r++) {
          int at = sum.index(i + r, j);
          for (int c = 0; c < width; c++) {
            sum.values()[at + c] += factor * results[r][c];
          }
        }
      }
    }
  }

  private static void transpose(Block b, int width, int terms, double[][] columns) {
    for (int c = 0; c < width; c++) {
      int at = b.index(c, 0);
      for (int k = 0; k < terms; k++) {
        columns[k][c] = b.values()[at + k];
      }
    }
  }

  private static void addTerms(double[] sum, double[] a, int at, int terms, double[][] columns) {
    if (terms == TERMS) {
      addEight(
          sum,
          a[at],
          columns[0],
          a[at + 1],
          columns[1],
          a[at + 2],
          columns[2],
          a[at + 3],
          columns[3],
          a[at + 4],
          columns[4],
          a[at + 5],
          columns[5],
          a[at + 6],
          columns[6],
          a[at + 7],
          columns[7]);
      return;
    }
    for (int k = 0; k < terms; k++) {
      double factor = a[at + k];
      double[] column = columns[k];
      for (int c = 0; c < WIDTH; c++) {
        sum[c] += factor * column[c];
      }
    }
  }

  private static void addEight(
      double[] sum,
      double a0,
      double[] b0,
      double a1,
      double[] b1,
      double a2,
      double[] b2,
      double a3,
      double[] b3,
      double a4,
      double[] b4,
      double a5,
      double[] b5,
      double a6,
      double[] b6,
      double a7,
      double[] b7) {
    for (int c = 0; c < WIDTH; c++) {
      sum[c] +=
          ((a0 * b0[c] + a1 * b1[c]) + (a2 * b2[c] + a3 * b3[c]))
              + ((a4 * b4[c] + a5 * b5[c]) + (a6 * b6[c] + a7 * b7[c]));
    }
  }
}
