package org.cocogan.eval.statistics;

import java.util.Arrays;
import org.cocogan.exact.Product;

/** A symmetric matrix with entries on the diagonal and beside it. */
final class TridiagonalMatrix {
  private static final int PANEL = 32;
  private static final int STEPS_PER_VALUE = 60;

  private final double[] diagonal;
  private final double[] beside;

  private TridiagonalMatrix(double[] diagonal, double[] beside) {
    this.diagonal = diagonal;
    this.beside = beside;
  }

  /**
   * A tridiagonal matrix with the eigenvalues of a symmetric one, by Householder's reflections.
   *
   * @param matrix [n, n], of which the lower triangle is read; left as it is
   */
  static TridiagonalMatrix similarTo(double[] matrix, int n) {
    return new Reduction(matrix.clone(), n).run();
  }

  /**
   * All eigenvalues in ascending order, by the implicit QR method with Wilkinson's shift.
   *
   * @throws StatisticsException if it does not converge, as with numbers that are not finite
   */
  double[] eigenvalues() {
    double[] d = diagonal.clone();
    double[] e = beside.clone();
    int steps = 0;
    int last = d.length - 1;
    while (last > 0) {
      if (isNegligible(d, e, last - 1)) {
        last--;
        continue;
      }
      int first = last - 1;
      while (first > 0 && !isNegligible(d, e, first - 1)) {
        first--;
      }
      if (++steps > Product.of(STEPS_PER_VALUE, d.length)) {
        throw new StatisticsException(
            "no eigenvalues were found; the matrix has no finite numbers");
      }
      step(d, e, first, last);
    }
    Arrays.sort(d);
    return d;
  }

  private static boolean isNegligible(double[] d, double[] e, int i) {
    return Math.abs(e[i]) <= Math.ulp(1.0) / 2 * (Math.abs(d[i]) + Math.abs(d[i + 1]));
  }

  /** Turns the part from first to last once, so that its last entry comes near an eigenvalue. */
  private static void step(double[] d, double[] e, int first, int last) {
    double half = (d[last - 1] - d[last]) / 2;
    double corner = e[last - 1];
    double shift =
        d[last] - corner * corner / (half + Math.copySign(Math.hypot(half, corner), half));
    double x = d[first] - shift;
    double bulge = e[first];
    for (int k = first; k < last; k++) {
      double length = Math.sqrt(x * x + bulge * bulge);
      double cosine = length == 0 ? 1 : x / length;
      double sine = length == 0 ? 0 : bulge / length;
      if (k > first) {
        e[k - 1] = length;
      }
      double upper = d[k];
      double lower = d[k + 1];
      double twice = 2 * cosine * sine * e[k];
      d[k] = cosine * cosine * upper + twice + sine * sine * lower;
      d[k + 1] = sine * sine * upper - twice + cosine * cosine * lower;
      e[k] = (cosine * cosine - sine * sine) * e[k] + cosine * sine * (lower - upper);
      if (k < last - 1) {
        x = e[k];
        bulge = sine * e[k + 1];
        e[k + 1] *= cosine;
      }
    }
  }

  /**
   * The reduction, some columns at a time: with reflections I - tau v v' gathered in a panel, the
   * rest of the matrix becomes A - V W' - W V' in one product.
   */
  private static final class Reduction {
    private final double[] matrix;
    private final int n;
    private final double[] diagonal;
    private final double[] beside;
    private final double[][] v;
    private final double[][] w;
    private final double[] row;

    Reduction(double[] matrix, int n) {
      this.matrix = matrix;
      this.n = n;
      diagonal = new double[n];
      beside = new double[Math.max(0, n - 1)];
      v = new double[PANEL][n];
      w = new double[PANEL][n];
      row = new double[n];
    }

    TridiagonalMatrix run() {
      for (int first = 0; first < n; first += PANEL) {
        int count = Math.min(PANEL, n - first);
        for (int k = 0; k < count; k++) {
          column(first + k, k);
        }
        finishPanel(first + count, count);
      }
      return new TridiagonalMatrix(diagonal, beside);
    }

    /** Reflects column i, the k-th of its panel, onto its first two entries. */
    private void column(int i, int k) {
      double[] reflection = v[k];
      Arrays.fill(reflection, 0);
      for (int r = i; r < n; r++) {
        reflection[r] = matrix[r * n + i];
      }
      for (int c = 0; c < k; c++) {
        subtract(reflection, w[c][i], v[c], v[c][i], w[c]);
      }
      diagonal[i] = reflection[i];
      Arrays.fill(reflection, 0, i + 1, 0);
      if (i + 1 == n) {
        Arrays.fill(w[k], 0);
        return;
      }
      double head = reflection[i + 1];
      double length = Math.sqrt(dot(reflection, reflection, i + 1));
      if (length == Math.abs(head)) {
        beside[i] = head;
        Arrays.fill(reflection, 0);
        Arrays.fill(w[k], 0);
        return;
      }
      double beta = -Math.copySign(length, head);
      double tau = (beta - head) / beta;
      double scale = 1 / (head - beta);
      for (int r = i + 2; r < n; r++) {
        reflection[r] *= scale;
      }
      reflection[i + 1] = 1;
      beside[i] = beta;
      image(reflection, i + 1, w[k]);
      for (int c = 0; c < k; c++) {
        subtract(w[k], dot(w[c], reflection, i + 1), v[c], dot(v[c], reflection, i + 1), w[c]);
      }
      double half = tau / 2 * dot(w[k], reflection, i + 1);
      for (int r = 0; r < n; r++) {
        w[k][r] = r <= i ? 0 : tau * (w[k][r] - half * reflection[r]);
      }
    }

    /** What the matrix from a row and column on, as it was before the panel, makes of a vector. */
    private void image(double[] vector, int from, double[] result) {
      Arrays.fill(result, 0);
      for (int r = from; r < n; r++) {
        int length = r - from;
        System.arraycopy(matrix, r * n + from, row, from, length);
        Arrays.fill(row, 0, from, 0);
        double factor = vector[r];
        add(result, factor, row, r);
        result[r] += dot(row, vector, from, r) + matrix[r * n + r] * factor;
      }
    }

    private void finishPanel(int next, int count) {
      int height = n - next;
      double[] left = new double[Product.of(height, 2, count)];
      double[] right = new double[Product.of(height, 2, count)];
      for (int r = 0; r < height; r++) {
        for (int c = 0; c < count; c++) {
          int at = r * 2 * count + c;
          left[at] = v[c][next + r];
          left[at + count] = w[c][next + r];
          right[at] = w[c][next + r];
          right[at + count] = v[c][next + r];
        }
      }
      PureJava.addLowerProduct(
          -1,
          new Block(left, 0, Product.of(2, count)),
          new Block(right, 0, Product.of(2, count)),
          height,
          Product.of(2, count),
          new Block(matrix, 0, n).at(next, next));
    }

    private void subtract(double[] from, double a, double[] x, double b, double[] y) {
      for (int r = 0; r < n; r++) {
        from[r] -= a * x[r] + b * y[r];
      }
    }

    private static void add(double[] to, double factor, double[] x, int end) {
      for (int r = 0; r < end; r++) {
        to[r] += factor * x[r];
      }
    }

    private double dot(double[] x, double[] y, int from) {
      return dot(x, y, from, n);
    }

    /** The dot product, in four sums, so that one need not wait for another. */
    private static double dot(double[] x, double[] y, int from, int end) {
      double first = 0;
      double second = 0;
      double third = 0;
      double fourth = 0;
      int r = from;
      for (; r + 3 < end; r += 4) {
        first += x[r] * y[r];
        second += x[r + 1] * y[r + 1];
        third += x[r + 2] * y[r + 2];
        fourth += x[r + 3] * y[r + 3];
      }
      for (; r < end; r++) {
        first += x[r] * y[r];
      }
      return first + second + third + fourth;
    }
  }
}
