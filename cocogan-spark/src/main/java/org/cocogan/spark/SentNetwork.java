package org.cocogan.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cocogan.cli.FeatureArguments;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.network.NetworkCache;
import org.cocogan.wiring.Datasets;

/**
 * A feature network that every process of the cluster has got.
 *
 * @param bundle its file
 * @param name of the file
 * @param words the options that say how it is used
 */
record SentNetwork(Bundle bundle, String name, List<String> words) implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String FILE = "--features";
  private static final String PREPROCESSING = "--preprocessing";
  private static final List<String> OTHERS =
      List.of("--features-size", "--features-output", "--classes-output");

  /** Sends that of a command. */
  static SentNetwork of(Words words, Cluster cluster) throws IOException {
    words.refuse("--features-on-gpu");
    Path file =
        words
            .value(FILE)
            .map(Path::of)
            .orElseGet(
                () -> new NetworkCache(Datasets.cache().resolve("networks")).requireInception());
    List<String> options = new ArrayList<>();
    for (String option : OTHERS) {
      words.value(option).ifPresent(value -> options.addAll(List.of(option, value)));
    }
    List<String> here = new ArrayList<>(options);
    words.value(PREPROCESSING).ifPresent(way -> here.addAll(List.of(PREPROCESSING, way)));
    here.addAll(List.of(FILE, file.toString()));
    // Other machines do not know of which models it is known how images are prepared for them.
    try (FeatureNetwork network = FeatureArguments.open(here)) {
      options.addAll(List.of(PREPROCESSING, network.preprocessing().name()));
    }
    return new SentNetwork(
        cluster.send(file, List.of(file)),
        String.valueOf(file.getFileName()),
        List.copyOf(options));
  }

  /** Opens it. */
  FeatureNetwork open(ClusterProcess process) throws IOException {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(FILE, process.unpacked(bundle).resolve(name).toString()));
    return FeatureArguments.open(all);
  }
}
