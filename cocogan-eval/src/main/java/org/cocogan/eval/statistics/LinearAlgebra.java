package org.cocogan.eval.statistics;

import java.util.Optional;

/**
 * The few operations on matrices of doubles that the metrics need. Matrices are arrays in row-major
 * order; every operation runs on the calling thread alone, and engines are safe to share.
 */
public sealed interface LinearAlgebra permits OpenBlas, PureJava {
  /** OpenBLAS where its natives load, otherwise pure Java. */
  static LinearAlgebra fastest() {
    return openBlas().orElseGet(LinearAlgebra::pureJava);
  }

  /** OpenBLAS; empty where there are no natives for this platform. */
  static Optional<LinearAlgebra> openBlas() {
    return OpenBlas.loaded();
  }

  /** Works everywhere, some times slower. */
  static LinearAlgebra pureJava() {
    return new PureJava();
  }

  /** What computes, for reports. */
  String name();

  /**
   * Adds X'X to a symmetric sum.
   *
   * @param rows X, [count, n]
   * @param sum [n, n]; right where j is at most i, undefined elsewhere
   */
  void addOuterProducts(double[] rows, int count, int n, double[] sum);

  /**
   * The products of all rows of one matrix with all rows of another, A B'.
   *
   * @param a [m, depth]
   * @param b [n, depth]
   * @return [m, n]
   */
  double[] rowProducts(double[] a, int m, double[] b, int n, int depth);

  /**
   * Takes a symmetric matrix without negative eigenvalues apart, by Cholesky's method with complete
   * pivoting. It stops where the largest remaining diagonal entry is at most n * 2^-53 * the
   * largest one of the matrix, as LAPACK's dpstrf does: what is left is rounding.
   *
   * @param matrix [n, n], left as it is
   */
  TriangularFactor factor(double[] matrix, int n);

  /**
   * U P'S P U' for a factor (U, P) of another matrix.
   *
   * @param s symmetric, [n, n], left as it is
   * @return symmetric, [rank, rank]
   */
  double[] congruent(TriangularFactor factor, double[] s);

  /**
   * All eigenvalues of a symmetric matrix in ascending order.
   *
   * @param matrix [n, n], left as it is
   */
  double[] eigenvalues(double[] matrix, int n);
}
