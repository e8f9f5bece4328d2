package org.cocogan.report.comparison.engines;

import java.util.Comparator;
import java.util.stream.Stream;
import org.cocogan.tensor.HostArray;

/**
 * The deviation of a tensor of one engine from that of another.
 *
 * @param tensor its name
 * @param distance the norm of the difference, not negative; infinite or not a number where a value
 *     is
 * @param tolerance how large the norm may be, not negative
 * @param rounding how much larger it may be where rounding alone moves the tensor that far, on one
 *     engine already; not negative
 */
public record Deviation(String tensor, double distance, double tolerance, double rounding) {
  private static final Comparator<Deviation> BY_DANGER =
      Comparator.comparingDouble(
          deviation ->
              deviation.distance == 0
                  ? 0
                  : deviation.distance / (deviation.tolerance + deviation.rounding));

  Deviation(String tensor, double distance, double tolerance) {
    this(tensor, distance, tolerance, 0);
  }

  /** Whether the tensors are as near as they must be. */
  public boolean passes() {
    return distance <= tolerance + rounding;
  }

  /** The distance in parts of the tolerance. */
  public double share() {
    return distance == 0 ? 0 : distance / tolerance;
  }

  /** The one that is nearest to failing, or has failed most; of no tensor where there are none. */
  static Deviation worst(Stream<Deviation> deviations) {
    return deviations.max(BY_DANGER).orElse(new Deviation("", 0, 0));
  }

  /** Orders by how near they are to failing. */
  static Comparator<Deviation> byDanger() {
    return BY_DANGER;
  }

  /** The norm of the difference of two arrays of one shape. */
  static double distance(HostArray left, HostArray right) {
    double sum = 0;
    for (int i = 0; i < left.values().length; i++) {
      double apart = (double) left.values()[i] - right.values()[i];
      sum += apart * apart;
    }
    return Math.sqrt(sum);
  }

  /** The Euclidean norm of all values. */
  static double norm(HostArray array) {
    double sum = 0;
    for (float value : array.values()) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
