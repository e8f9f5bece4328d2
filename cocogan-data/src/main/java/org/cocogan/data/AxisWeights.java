package org.cocogan.data;

/**
 * The weights with which source pixels along one axis make each target pixel. Where pixels are
 * averaged the weights are whole numbers, so that sums of them are exact.
 */
final class AxisWeights {
  private final int[] first;
  private final double[][] weights;
  private final double total;

  /**
   * Computes the weights for an axis.
   *
   * @param source pixels in the source
   * @param target pixels in the target
   */
  AxisWeights(int source, int target) {
    first = new int[target];
    weights = new double[target][];
    total = source >= target ? source : 1;
    for (int i = 0; i < target; i++) {
      if (source >= target) {
        average(i, source, target);
      } else {
        interpolate(i, source, target);
      }
    }
  }

  /** The first source pixel that counts for a target pixel. */
  int first(int target) {
    return first[target];
  }

  /** The weights of that source pixel and those after it. */
  double[] weights(int target) {
    return weights[target];
  }

  /** What the weights of every target pixel sum to. */
  double total() {
    return total;
  }

  /**
   * Target pixel i covers [i · source / target, (i + 1) · source / target); a source pixel weighs
   * as much as it overlaps. In units of 1 / target all of these are whole numbers.
   */
  private void average(int i, int source, int target) {
    long begin = (long) i * source;
    long end = begin + source;
    int from = (int) (begin / target);
    int to = (int) ((end + target - 1) / target);
    first[i] = from;
    weights[i] = new double[to - from];
    for (int j = from; j < to; j++) {
      weights[i][j - from] = Math.min((j + 1L) * target, end) - Math.max((long) j * target, begin);
    }
  }

  /** Between the two source pixels whose centres are nearest; beyond the outermost their value. */
  private void interpolate(int i, int source, int target) {
    double centre = (i + 0.5) * source / target - 0.5;
    double inside = Math.max(0, Math.min(source - 1, centre));
    int from = (int) inside;
    double share = inside - from;
    first[i] = from;
    weights[i] = share == 0 ? new double[] {1} : new double[] {1 - share, share};
  }
}
