package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinearAlgebraTest {
  private static double[] random(int count, long seed) {
    return new Random(seed).doubles(count, -1, 1).toArray();
  }

  /** [n, n], of the rank of X, [rank, n]. */
  private static double[] covariance(int n, int rank, long seed) {
    double[] rows = random(rank * n, seed);
    double[] result = new double[n * n];
    for (int k = 0; k < rank; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          result[i * n + j] += rows[k * n + i] * rows[k * n + j] / rank;
        }
      }
    }
    return result;
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void multipliesRowsOfAnyLength(LinearAlgebra algebra) {
    for (int[] size : new int[][] {{1, 1, 1}, {3, 300, 7}, {130, 257, 33}, {129, 5, 64}}) {
      double[] a = random(size[0] * size[2], 1);
      double[] b = random(size[1] * size[2], 2);

      double[] products = algebra.rowProducts(a, size[0], b, size[1], size[2]);

      for (int i = 0; i < size[0]; i++) {
        for (int j = 0; j < size[1]; j++) {
          double expected = 0;
          for (int k = 0; k < size[2]; k++) {
            expected += a[i * size[2] + k] * b[j * size[2] + k];
          }
          assertThat(products[i * size[1] + j]).isCloseTo(expected, within(1e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void addsOuterProductsToWhatIsThere(LinearAlgebra algebra) {
    int n = 301;
    double[] rows = random(11 * n, 3);
    double[] sum = new double[n * n];
    Arrays.fill(sum, 5);

    algebra.addOuterProducts(rows, 11, n, sum);

    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double expected = 5;
        for (int k = 0; k < 11; k++) {
          expected += rows[k * n + i] * rows[k * n + j];
        }
        assertThat(sum[i * n + j]).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void factorsGiveTheMatrixBack(LinearAlgebra algebra) {
    for (int[] size : new int[][] {{1, 1}, {70, 70}, {150, 150}, {150, 90}, {150, 64}, {150, 3}}) {
      int n = size[0];
      double[] matrix = covariance(n, Math.max(size[1], 1), n + size[1]);

      TriangularFactor factor = algebra.factor(matrix, n);

      assertThat(factor.rank()).isEqualTo(size[1]);
      double[] reordered = factor.reordered(matrix);
      double[] rows = factor.rows();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int k = 0; k < factor.rank(); k++) {
            sum += rows[k * n + i] * rows[k * n + j];
          }
          assertThat(sum).isCloseTo(reordered[i * n + j], within(1e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void aMatrixOfZerosHasNoRank(LinearAlgebra algebra) {
    assertThat(algebra.factor(new double[9], 3).rank()).isZero();
  }

  /** That with 2 on the diagonal and -1 beside it has the eigenvalues 2 - 2 cos(k pi / (n + 1)). */
  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void findsTheEigenvaluesOfAVibratingString(LinearAlgebra algebra) {
    for (int n : new int[] {1, 2, 3, 32, 33, 150}) {
      double[] matrix = new double[n * n];
      for (int i = 0; i < n; i++) {
        matrix[i * n + i] = 2;
        if (i > 0) {
          matrix[i * n + i - 1] = -1;
          matrix[(i - 1) * n + i] = -1;
        }
      }

      double[] values = algebra.eigenvalues(matrix, n);

      assertThat(values).hasSize(n);
      for (int k = 1; k <= n; k++) {
        assertThat(values[k - 1])
            .isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-13 * n));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.cocogan.eval.statistics.Samples#engines")
  void findsTheEigenvaluesOfAFullMatrix(LinearAlgebra algebra) {
    int n = 100;
    // I - 2 u u' with |u| = 1 turns a diagonal matrix without changing its eigenvalues.
    double[] u = random(n, 9);
    double length = Math.sqrt(Arrays.stream(u).map(x -> x * x).sum());
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          double left = (i == k ? 1 : 0) - 2 * u[i] * u[k] / length / length;
          double right = (j == k ? 1 : 0) - 2 * u[j] * u[k] / length / length;
          matrix[i * n + j] += left * k * k * right;
        }
      }
    }

    double[] values = algebra.eigenvalues(matrix, n);

    for (int k = 0; k < n; k++) {
      assertThat(values[k]).isCloseTo((double) k * k, within(1e-9));
    }
  }

  @Test
  void enginesAgreeOnCongruentMatrices() {
    int n = 150;
    double[] s = covariance(n, n, 5);
    for (int rank : new int[] {n, 70}) {
      double[] other = covariance(n, rank, 6);
      double[][] values =
          Samples.engines()
              .map(
                  algebra -> {
                    TriangularFactor factor = algebra.factor(other, n);
                    return algebra.eigenvalues(algebra.congruent(factor, s), factor.rank());
                  })
              .toArray(double[][]::new);

      assertThat(values[0]).hasSize(rank);
      assertThat(values[0]).containsExactly(values[1], within(1e-13));
    }
  }
}
