package org.cocogan.eval;

import java.util.Locale;
import java.util.OptionalDouble;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.statistics.Estimate;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;

/**
 * Names scores so that none of another network passes for one of FID's.
 *
 * @param network whose features are measured
 */
record NamedScores(FeatureNetwork network) {
  /**
   * The name of a score, such as {@code fid}, or {@code fid_by_mobilenet_v2} if the network is not
   * FID's.
   */
  String name(String plain) {
    return network.isFidInception()
        ? plain
        : plain
            + "_by_"
            + network
                .name()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\.onnx$", "")
                .replaceAll("[^a-z0-9]+", "_");
  }

  /**
   * A score with its standard error.
   *
   * @param how what was measured, to which network and preprocessing are added
   */
  Score of(String plain, Estimate estimate, Better better, String how) {
    return of(plain, estimate.value(), estimate.standardError(), better, how);
  }

  /** A score. */
  Score of(String plain, double value, OptionalDouble standardError, Better better, String how) {
    return new Score(
        name(plain),
        value,
        standardError,
        better,
        how + "; " + network.name() + ", " + network.preprocessing());
  }
}
