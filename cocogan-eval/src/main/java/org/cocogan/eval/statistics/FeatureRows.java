package org.cocogan.eval.statistics;

/** Feature vectors as rows. */
final class FeatureRows {
  private FeatureRows() {}

  /**
   * Refuses too few rows, rows of different length, and numbers that are not finite.
   *
   * @param needing the metric and its verb, such as "KID needs"
   */
  static void check(float[][] rows, int fewest, String needing) {
    if (rows.length < fewest) {
      throw new StatisticsException(
          needing + " at least " + fewest + " samples, not " + rows.length);
    }
    for (int i = 0; i < rows.length; i++) {
      FeatureStatistics.check(rows[i], rows[0].length, i + 1, "of " + rows.length);
    }
  }

  static void requireSameDimension(float[][] one, float[][] other) {
    if (one[0].length != other[0].length) {
      throw new StatisticsException(
          "samples of "
              + one[0].length
              + " features cannot be compared with samples of "
              + other[0].length
              + "; measure both with the same network");
    }
  }

  /** Copies a row to a place in a matrix. */
  static void copy(float[] row, double[] matrix, int place) {
    for (int i = 0; i < row.length; i++) {
      matrix[place * row.length + i] = row[i];
    }
  }
}
