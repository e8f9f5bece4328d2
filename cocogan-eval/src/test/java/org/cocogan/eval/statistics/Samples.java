package org.cocogan.eval.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.cocogan.weights.numpy.NpyMatrix;

/** Feature vectors, and what NumPy makes of them (tools/fixtures/statistics.py). */
final class Samples {
  private Samples() {}

  static Stream<LinearAlgebra> engines() {
    return Stream.of(LinearAlgebra.openBlas().orElseThrow(), LinearAlgebra.pureJava());
  }

  /** Rows of the file one.npy or other.npy. */
  static float[][] rows(String name) throws IOException {
    try (InputStream in = stream(name)) {
      NpyMatrix matrix = NpyMatrix.read(in, Long.MAX_VALUE, shape -> {});
      int columns = matrix.shape()[1];
      float[][] rows = new float[matrix.shape()[0]][columns];
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < columns; j++) {
          rows[i][j] = (float) matrix.values()[i * columns + j];
        }
      }
      return rows;
    }
  }

  static JsonNode expected() throws IOException {
    try (InputStream in = stream("expected.json")) {
      return JsonMapper.builder().build().readTree(in);
    }
  }

  static Path copy(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = stream(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static InputStream stream(String name) throws IOException {
    InputStream in = Samples.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("no resource " + name);
    }
    return in;
  }

  /** Normally distributed, with correlated features. */
  static float[][] random(int rows, int dimension, long seed) {
    Random random = new Random(seed);
    float[][] result = new float[rows][dimension];
    for (float[] row : result) {
      double common = random.nextGaussian();
      for (int i = 0; i < dimension; i++) {
        row[i] = (float) (random.nextGaussian() / (1 + i) + 0.5 * common);
      }
    }
    return result;
  }

  static FeatureStatistics statistics(float[][] rows, LinearAlgebra algebra) {
    FeatureStatistics statistics = new FeatureStatistics(rows[0].length, algebra);
    for (int i = 0; i < rows.length; i++) {
      statistics.add(rows[i], "image-" + i + ".png");
    }
    return statistics;
  }

  static FeatureMoments moments(float[][] rows, LinearAlgebra algebra) {
    return statistics(rows, algebra).moments();
  }

  static float[][] first(float[][] rows, int count) {
    return Arrays.copyOf(rows, count);
  }
}
