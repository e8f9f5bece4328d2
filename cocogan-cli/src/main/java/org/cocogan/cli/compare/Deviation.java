package org.cocogan.cli.compare;

import java.util.Comparator;
import java.util.stream.Stream;
import org.cocogan.tensor.HostArray;

/**
 * How far a tensor of one engine is from that of another.
 *
 * @param tensor its name
 * @param distance the norm of the difference, not negative; infinite or not a number where a value
 *     is
 * @param allowed how large the norm may be, not negative
 */
public record Deviation(String tensor, double distance, double allowed) {
  private static final Comparator<Deviation> BY_SHARE =
      Comparator.comparingDouble(Deviation::share);

  /** Whether the tensors are as near as they must be. */
  public boolean passes() {
    return distance <= allowed;
  }

  /** The distance in parts of what is allowed: at most one if it passes. */
  public double share() {
    return distance == 0 ? 0 : distance / allowed;
  }

  /** That of the largest share; of no tensor where there are none. */
  static Deviation worst(Stream<Deviation> deviations) {
    return deviations.max(BY_SHARE).orElse(new Deviation("", 0, 0));
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
