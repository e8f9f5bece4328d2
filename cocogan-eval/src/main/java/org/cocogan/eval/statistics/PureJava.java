package org.cocogan.eval.statistics;

import org.cocogan.exact.Product;

/** Linear algebra without natives. */
final class PureJava implements LinearAlgebra {
  private static final int PANEL = 64;
  private static final int ROWS = 256;

  @Override
  public String name() {
    return "pure Java";
  }

  @Override
  public void addOuterProducts(double[] rows, int count, int n, double[] sum) {
    double[] columns = new double[Product.of(n, count)];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < n; i++) {
        columns[i * count + k] = rows[k * n + i];
      }
    }
    Block transposed = new Block(columns, 0, count);
    addLowerProduct(1, transposed, transposed, n, count, new Block(sum, 0, n));
  }

  @Override
  public double[] rowProducts(double[] a, int m, double[] b, int n, int depth) {
    double[] result = new double[Product.of(m, n)];
    RowProducts.add(
        1, new Block(a, 0, depth), m, new Block(b, 0, depth), n, depth, new Block(result, 0, n));
    return result;
  }

  /** Adds factor * A B' to the lower triangle of a matrix, and something to the upper one. */
  static void addLowerProduct(double factor, Block a, Block b, int n, int depth, Block sum) {
    for (int i = 0; i < n; i += ROWS) {
      int height = Math.min(ROWS, n - i);
      RowProducts.add(factor, a.at(i, 0), height, b, i + height, depth, sum.at(i, 0));
    }
  }

  @Override
  public TriangularFactor factor(double[] matrix, int n) {
    return new PivotedCholesky(matrix, n).factor();
  }

  @Override
  public double[] congruent(TriangularFactor factor, double[] s) {
    int n = factor.size();
    int rank = factor.rank();
    Block u = new Block(factor.rows(), 0, n);
    Block reordered = new Block(factor.reordered(s), 0, n);
    double[] half = new double[Product.of(rank, n)];
    double[] result = new double[Product.of(rank, rank)];
    // Row i of U is zero left of column i, so that a block of rows needs only what is right of it.
    for (int i = 0; i < rank; i += PANEL) {
      int height = Math.min(PANEL, rank - i);
      RowProducts.add(
          1,
          u.at(i, i),
          height,
          reordered.at(0, i),
          n,
          n - i,
          new Block(half, Product.of(i, n), n));
    }
    for (int i = 0; i < rank; i += PANEL) {
      int height = Math.min(PANEL, rank - i);
      RowProducts.add(
          1,
          u.at(i, i),
          height,
          new Block(half, i, n),
          i + height,
          n - i,
          new Block(result, Product.of(i, rank), rank));
    }
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < i; j++) {
        result[j * rank + i] = result[i * rank + j];
      }
    }
    return result;
  }

  @Override
  public double[] eigenvalues(double[] matrix, int n) {
    return TridiagonalMatrix.similarTo(matrix, n).eigenvalues();
  }
}
