package org.cocogan.eval.statistics;

/** Refuses matrices that are the covariance of no numbers, beyond what rounding explains. */
final class CovarianceCheck {
  /** Of the geometric mean of two variances, as float32 and sums in it round. */
  private static final double ROUNDING = 1e-4;

  /** Of the greatest variance: what is left of variances of features that are constant. */
  private static final double REST = 1e-10;

  /** Of the greatest eigenvalue. */
  private static final double NEGATIVE = 1e-5;

  private final double[] covariance;
  private final int n;

  private CovarianceCheck(double[] covariance, int n) {
    this.covariance = covariance;
    this.n = n;
  }

  /**
   * Checks that variances are not negative, the matrix is symmetric, no correlation is beyond 1 and
   * no eigenvalue negative.
   *
   * @param covariance finite, [n, n]
   * @throws StatisticsException if one of them is not so; the message names the numbers
   */
  static void require(double[] covariance, int n) {
    CovarianceCheck check = new CovarianceCheck(covariance, n);
    check.requirePairs();
    check.requireEigenvalues();
  }

  private double at(int i, int j) {
    return covariance[i * n + j];
  }

  private void requirePairs() {
    double greatest = 0;
    for (int i = 0; i < n; i++) {
      greatest = Math.max(greatest, at(i, i));
    }
    double rest = REST * greatest;
    for (int i = 0; i < n; i++) {
      if (at(i, i) < -rest) {
        throw impossible("the variance of feature " + i + " is " + at(i, i));
      }
      for (int j = 0; j < i; j++) {
        double most = Math.sqrt(Math.max(0, at(i, i)) * Math.max(0, at(j, j)));
        if (Math.abs(at(i, j) - at(j, i)) > ROUNDING * most + rest) {
          throw impossible(entry(i, j) + " but " + entry(j, i));
        }
        if (Math.abs(at(i, j)) > (1 + ROUNDING) * most + rest) {
          throw impossible(
              entry(i, j)
                  + ", a correlation beyond 1: the variances are "
                  + at(i, i)
                  + " and "
                  + at(j, j));
        }
      }
    }
  }

  private void requireEigenvalues() {
    double least = 0;
    double greatest = 0;
    for (double eigenvalue : LinearAlgebra.fastest().eigenvalues(covariance, n)) {
      least = Math.min(least, eigenvalue);
      greatest = Math.max(greatest, eigenvalue);
    }
    if (least < -NEGATIVE * greatest) {
      throw impossible(
          "its least eigenvalue is "
              + least
              + " and the greatest "
              + greatest
              + "; none is negative");
    }
  }

  private String entry(int i, int j) {
    return "entry [" + i + ", " + j + "] is " + at(i, j);
  }

  private static StatisticsException impossible(String what) {
    return new StatisticsException("sigma is no covariance: " + what);
  }
}
