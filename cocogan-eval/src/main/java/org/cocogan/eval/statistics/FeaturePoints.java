package org.cocogan.eval.statistics;

import java.util.Arrays;
import org.cocogan.exact.Product;

/**
 * Feature vectors around a centre: |x - y|^2 = |x|^2 + |y|^2 - 2 x . y loses least where both are
 * small.
 *
 * <p>Distances are made block by block, so that memory does not grow with the square of the number
 * of samples.
 */
final class FeaturePoints {
  private static final int BLOCK = 512;

  /** Takes the square of a distance. */
  interface Pair {
    void take(int one, int other, double square);
  }

  private final float[][] rows;
  private final double[] centre;
  private final LinearAlgebra algebra;

  FeaturePoints(float[][] rows, double[] centre, LinearAlgebra algebra) {
    this.rows = rows;
    this.centre = centre;
    this.algebra = algebra;
  }

  /** The squared distance of each to its k-th nearest neighbour. */
  double[] radii(int neighbours) {
    double[][] nearest = new double[rows.length][neighbours];
    for (double[] squares : nearest) {
      Arrays.fill(squares, Double.POSITIVE_INFINITY);
    }
    distances(
        this,
        (one, other, square) -> {
          if (one < other) {
            insert(nearest[one], square);
            insert(nearest[other], square);
          }
        });
    return Arrays.stream(nearest).mapToDouble(squares -> squares[neighbours - 1]).toArray();
  }

  private static void insert(double[] ascending, double value) {
    int i = ascending.length - 1;
    if (value >= ascending[i]) {
      return;
    }
    for (; i > 0 && ascending[i - 1] > value; i--) {
      ascending[i] = ascending[i - 1];
    }
    ascending[i] = value;
  }

  /** All pairs of these and others; of the same points, each pair at least once. */
  void distances(FeaturePoints others, Pair pair) {
    for (int i = 0; i < rows.length; i += BLOCK) {
      double[] block = block(i);
      int height = height(i);
      double[] squares = squares(block, height);
      for (int j = others == this ? i : 0; j < others.rows.length; j += BLOCK) {
        double[] other = others.block(j);
        int width = others.height(j);
        double[] otherSquares = squares(other, width);
        double[] products = algebra.rowProducts(block, height, other, width, centre.length);
        for (int r = 0; r < height; r++) {
          for (int c = 0; c < width; c++) {
            double square = squares[r] + otherSquares[c] - 2 * products[r * width + c];
            pair.take(i + r, j + c, Math.max(0, square));
          }
        }
      }
    }
  }

  private int height(int from) {
    return Math.min(BLOCK, rows.length - from);
  }

  private double[] block(int from) {
    double[] block = new double[Product.of(height(from), centre.length)];
    for (int r = 0; r < height(from); r++) {
      for (int i = 0; i < centre.length; i++) {
        block[r * centre.length + i] = rows[from + r][i] - centre[i];
      }
    }
    return block;
  }

  private double[] squares(double[] block, int height) {
    double[] squares = new double[height];
    for (int r = 0; r < height; r++) {
      for (int i = 0; i < centre.length; i++) {
        double value = block[r * centre.length + i];
        squares[r] += value * value;
      }
    }
    return squares;
  }

  /** The mean of rows, which makes a good centre. */
  static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / (double) rows.length;
      }
    }
    return mean;
  }
}
