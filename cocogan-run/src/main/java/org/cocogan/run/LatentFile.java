package org.cocogan.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cocogan.CocoGanException;
import org.cocogan.exact.Product;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.weights.numpy.NpyMatrix;

/** Latent vectors of one's own, in the rows of an array that NumPy has saved. */
public final class LatentFile {
  private final int rows;
  private final int dimension;
  private final double[] values;

  private LatentFile(int rows, int dimension, double[] values) {
    this.rows = rows;
    this.dimension = dimension;
    this.values = values;
  }

  /**
   * Reads a file.
   *
   * @param dimension entries of a latent vector of the networks that draw
   * @throws CocoGanException if it cannot be read, or its shape is not [n, dimension]
   */
  public static LatentFile read(Path file, int dimension) {
    NpyMatrix matrix;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      matrix = NpyMatrix.read(in, Files.size(file), shape -> {});
    } catch (IOException e) {
      throw new CocoGanException(
          "cannot read latent vectors from " + file + ": " + FileFailures.describe(e), e);
    }
    int[] shape = matrix.shape();
    if (shape.length != 2 || shape[0] == 0 || shape[1] != dimension) {
      throw new CocoGanException(
          "%s is of shape %s, but latent vectors here are [n, %s]"
              .formatted(file, Arrays.toString(shape), dimension));
    }
    for (int i = 0; i < matrix.values().length; i++) {
      if (!Float.isFinite((float) matrix.values()[i])) {
        throw new CocoGanException(
            "%s holds the number %s in row %s, which is no entry of a latent vector"
                .formatted(file, matrix.values()[i], i / dimension));
      }
    }
    return new LatentFile(shape[0], dimension, matrix.values());
  }

  /** How many there are. */
  public int rows() {
    return rows;
  }

  /** The vector [latent dimension] of a row. */
  public HostArray latent(long row) {
    float[] latent = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      latent[i] = (float) values[(int) row * dimension + i];
    }
    return new HostArray(Shape.of(dimension), latent);
  }

  /**
   * Writes vectors, in place of a file that is there once they are whole on the disk.
   *
   * @param latents at least one, of one length
   * @throws IOException if they cannot be written
   */
  public static void write(Path file, List<HostArray> latents) throws IOException {
    int dimension = latents.get(0).values().length;
    float[] values = new float[Product.of(latents.size(), dimension)];
    for (int row = 0; row < latents.size(); row++) {
      System.arraycopy(latents.get(row).values(), 0, values, row * dimension, dimension);
    }
    DurableFiles.replace(file, NpyMatrix.file(latents.size(), dimension, values));
  }
}
