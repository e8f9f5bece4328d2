package org.cocogan.eval.statistics;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.cocogan.cache.NativesFolder;
import org.cocogan.exact.Product;

/**
 * OpenBLAS on one thread: its threads wait by spinning, which on a machine that has other work
 * takes many times longer than it saves.
 */
final class OpenBlas implements LinearAlgebra {
  /** Asks LAPACK for the tolerance that it documents. */
  private static final double USUAL_TOLERANCE = -1;

  private OpenBlas() {}

  static Optional<LinearAlgebra> loaded() {
    return Natives.ENGINE;
  }

  /** Loads the natives once, when they are first asked for. */
  private static final class Natives {
    private static final Optional<LinearAlgebra> ENGINE = load();

    private static Optional<LinearAlgebra> load() {
      try {
        NativesFolder.of("javacpp-" + Loader.getVersion())
            .announcedBy("org.bytedeco.javacpp.cachedir");
        openblas.blas_get_num_threads();
        return Optional.of(new OpenBlas());
      } catch (LinkageError | IllegalStateException | IOException e) {
        // No natives for this platform, none that load, or nowhere to unpack them: pure Java does
        // the same.
        return Optional.empty();
      }
    }
  }

  @Override
  public String name() {
    return "OpenBLAS";
  }

  @Override
  public void addOuterProducts(double[] rows, int count, int n, double[] sum) {
    onOneThread(
        () -> {
          openblas.cblas_dsyrk(
              openblas.CblasRowMajor,
              openblas.CblasLower,
              openblas.CblasTrans,
              n,
              count,
              1,
              rows,
              n,
              1,
              sum,
              n);
          return 0;
        });
  }

  @Override
  public double[] rowProducts(double[] a, int m, double[] b, int n, int depth) {
    return product(openblas.CblasTrans, a, m, b, n, depth, depth);
  }

  private static double[] product(
      int transposition, double[] a, int m, double[] b, int n, int depth, int rowOfB) {
    double[] result = new double[Product.of(m, n)];
    onOneThread(
        () -> {
          openblas.cblas_dgemm(
              openblas.CblasRowMajor,
              openblas.CblasNoTrans,
              transposition,
              m,
              n,
              depth,
              1,
              a,
              depth,
              b,
              rowOfB,
              0,
              result,
              n);
          return 0;
        });
    return result;
  }

  @Override
  public TriangularFactor factor(double[] matrix, int n) {
    double[] rows = matrix.clone();
    int[] order = new int[n];
    int[] rank = new int[1];
    // Column-major lower is row-major upper. A positive result only says that the rank is not full.
    int info =
        onOneThread(
            () ->
                openblas.LAPACKE_dpstrf(
                    openblas.LAPACK_COL_MAJOR,
                    (byte) 'L',
                    n,
                    rows,
                    n,
                    order,
                    rank,
                    USUAL_TOLERANCE));
    require(info >= 0, "dpstrf", info);
    double[] trapezoid = Arrays.copyOf(rows, Product.of(rank[0], n));
    for (int i = 0; i < rank[0]; i++) {
      Arrays.fill(trapezoid, i * n, i * n + i, 0);
    }
    for (int i = 0; i < n; i++) {
      order[i]--;
    }
    return new TriangularFactor(trapezoid, rank[0], order);
  }

  @Override
  public double[] congruent(TriangularFactor factor, double[] s) {
    int n = factor.size();
    int rank = factor.rank();
    double[] reordered = factor.reordered(s);
    if (rank == n) {
      int info =
          onOneThread(
              () ->
                  openblas.LAPACKE_dsygst(
                      openblas.LAPACK_COL_MAJOR, 2, (byte) 'L', n, reordered, n, factor.rows(), n));
      require(info == 0, "dsygst", info);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          reordered[i * n + j] = reordered[j * n + i];
        }
      }
      return reordered;
    }
    double[] half = product(openblas.CblasNoTrans, factor.rows(), rank, reordered, n, n, n);
    return rowProducts(half, rank, factor.rows(), rank, n);
  }

  @Override
  public double[] eigenvalues(double[] matrix, int n) {
    double[] destroyed = matrix.clone();
    double[] values = new double[n];
    int info =
        onOneThread(
            () ->
                openblas.LAPACKE_dsyevd(
                    openblas.LAPACK_COL_MAJOR,
                    (byte) 'N',
                    (byte) 'L',
                    n,
                    destroyed,
                    Math.max(1, n),
                    values));
    require(info == 0, "dsyevd", info);
    return values;
  }

  private static void require(boolean condition, String routine, int info) {
    if (!condition) {
      throw new StatisticsException(
          "LAPACK's " + routine + " failed with " + info + "; the matrix has no finite numbers");
    }
  }

  /** The number of threads is one for the whole process, so that it is put back. */
  private static int onOneThread(IntSupplier work) {
    int before = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    try {
      return work.getAsInt();
    } finally {
      openblas.blas_set_num_threads(before);
    }
  }
}
