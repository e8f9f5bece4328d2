package org.cocogan.spark;

import com.google.inject.Binder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cocogan.CocoGanException;
import org.cocogan.cli.Main;
import org.cocogan.run.ImagePass;
import org.cocogan.run.RealFeatures;

/**
 * Evaluates or compares runs: machines draw images and compute their features in pieces, and the
 * command itself makes scores of them.
 */
final class EvaluateOnCluster implements ClusterCommand {
  /** Metrics that need features alone. */
  private static final Set<String> METRICS =
      Set.of("fid", "kid", "precision_recall", "inception_score");

  @Override
  public int run(Words words, Cluster cluster, PrintWriter out, PrintWriter err)
      throws IOException {
    if (words.has("--against") || words.has("--metrics")) {
      requireFeatures(words.value("--metrics").or(() -> words.value("--metric")).orElse("fid"));
    } else {
      throw new CocoGanException(
          "a cluster compares features of images; name by --against what they are compared with");
    }
    ClusterPass pass =
        new ClusterPass(
            cluster,
            SentNetwork.of(words, cluster),
            words.value("--backend"),
            (int) words.number(PIECES, cluster.pieces()));
    return Main.commandLine(
            out,
            err,
            (Binder binder) -> {
              binder.bind(ImagePass.class).toInstance(pass);
              binder.bind(RealFeatures.class).toInstance(pass);
            })
        .execute(words.without(PIECES).toArray(String[]::new));
  }

  private static void requireFeatures(String metrics) {
    List<String> others =
        Arrays.stream(metrics.split(","))
            .map(String::trim)
            .filter(metric -> !METRICS.contains(metric))
            .toList();
    if (!others.isEmpty()) {
      throw new CocoGanException(
          "the metric %s looks at pixels, which one machine has: ./cocogan evaluate; a cluster"
                  .formatted(String.join(", ", others))
              + " computes "
              + String.join(", ", METRICS.stream().sorted().toList()));
    }
  }
}
