package org.cocogan.report.score;

import java.util.List;
import java.util.Optional;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.patch.Size;

/**
 * An evaluation as a whole.
 *
 * @param subject the run or folder
 * @param images how many were measured, each time
 * @param size of every image
 * @param seeds of the latent vectors, whose scores are averaged; none for images of a folder
 * @param network whose features were compared, if a metric needed one
 * @param reference what they were compared with, if anything
 * @param measurements by step, at least one
 */
public record ScoreReport(
    String subject,
    int images,
    Size size,
    List<Long> seeds,
    Optional<Network> network,
    Optional<String> reference,
    List<ImageScores> measurements) {
  /** The properties of a feature network that scores depend on. */
  public record Network(String name, String digest, String preprocessing) {
    /** The properties of an open network. */
    public static Network of(FeatureNetwork network) {
      return new Network(network.name(), network.digest(), network.preprocessing().toString());
    }
  }
}
