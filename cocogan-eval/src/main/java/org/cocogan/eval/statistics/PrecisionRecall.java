package org.cocogan.eval.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.cocogan.exact.Product;

/**
 * Improved precision and recall (Kynkäänniemi et al. 2019): the share of generated images within
 * the manifold of the real ones, and the other way round. A manifold is the union of balls around
 * its images, each as wide as the distance to its k-th nearest neighbour among them.
 *
 * <p>Distances are made block by block, so that memory does not grow with the square of the number
 * of samples.
 *
 * @param precision of the generated images, and its standard error
 * @param recall of the real images, and its standard error
 */
public record PrecisionRecall(Estimate precision, Estimate recall) {
  /** The usual number of neighbours. */
  public static final int NEIGHBOURS = 3;

  private static final int BLOCK = 512;

  /**
   * Measures both.
   *
   * @param real features, [samples, dimension]
   * @param generated features, [samples, dimension]
   * @param neighbours k, positive
   * @throws StatisticsException if there are not more than k samples, or a feature is not finite
   */
  public static PrecisionRecall between(
      float[][] real, float[][] generated, int neighbours, LinearAlgebra algebra) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("there must be at least 1 neighbour, not " + neighbours);
    }
    FeatureRows.check(real, neighbours + 1, "precision and recall need");
    FeatureRows.check(generated, neighbours + 1, "precision and recall need");
    FeatureRows.requireSameDimension(real, generated);
    double[] centre = mean(real);
    Points reals = new Points(real, centre, algebra);
    Points fakes = new Points(generated, centre, algebra);
    double[] realRadii = reals.radii(neighbours);
    double[] fakeRadii = fakes.radii(neighbours);
    boolean[] isRealCovered = new boolean[real.length];
    boolean[] isFakeCovered = new boolean[generated.length];
    reals.distances(
        fakes,
        (r, f, square) -> {
          isRealCovered[r] |= square <= fakeRadii[f];
          isFakeCovered[f] |= square <= realRadii[r];
        });
    return new PrecisionRecall(share(isFakeCovered), share(isRealCovered));
  }

  /** With the standard error of a share p of n independent images, sqrt(p (1 - p) / n). */
  private static Estimate share(boolean[] isCovered) {
    int count = 0;
    for (boolean covered : isCovered) {
      count += covered ? 1 : 0;
    }
    double share = (double) count / isCovered.length;
    return new Estimate(
        share, OptionalDouble.of(Math.sqrt(share * (1 - share) / isCovered.length)));
  }

  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / (double) rows.length;
      }
    }
    return mean;
  }

  /** Takes the square of a distance. */
  private interface Pair {
    void take(int one, int other, double square);
  }

  /** Rows around a centre: |x - y|^2 = |x|^2 + |y|^2 - 2 x . y loses least where both are small. */
  private static final class Points {
    private final float[][] rows;
    private final double[] centre;
    private final LinearAlgebra algebra;

    Points(float[][] rows, double[] centre, LinearAlgebra algebra) {
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
    void distances(Points others, Pair pair) {
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
  }
}
