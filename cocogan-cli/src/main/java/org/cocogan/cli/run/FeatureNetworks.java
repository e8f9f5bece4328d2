package org.cocogan.cli.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.cocogan.cli.wiring.Datasets;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.network.FeatureNetworkOptions;
import org.cocogan.eval.network.FeaturePreprocessing;
import org.cocogan.eval.network.NetworkCache;
import org.cocogan.eval.network.OnnxFeatureNetwork;
import org.cocogan.experiment.Experiment;

/** Opens feature networks. */
public final class FeatureNetworks {
  private FeatureNetworks() {}

  /**
   * Opens a network.
   *
   * @param file an ONNX file; empty for the FID network that was imported
   * @throws org.cocogan.eval.network.FeatureNetworkException if it cannot be used, or none was
   *     imported
   */
  public static FeatureNetwork open(Optional<Path> file, FeatureNetworkOptions options) {
    return OnnxFeatureNetwork.open(file.orElseGet(() -> imported().requireInception()), options);
  }

  /** Where imported networks are kept. */
  public static NetworkCache imported() {
    return new NetworkCache(Datasets.cache().resolve("networks"));
  }

  /** Opens the network that an experiment names for its training. */
  static FeatureNetwork of(Experiment experiment) {
    int threads = experiment.training().threads();
    FeatureNetworkOptions usual = FeatureNetworkOptions.defaults();
    return open(
        experiment.log().fidNetwork(),
        new FeatureNetworkOptions(
            preprocessing(experiment.log().fidPreprocessing()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            experiment.training().device().equals("gpu"),
            threads > 0 ? threads : usual.threads()));
  }

  /** The preprocessing of a name; empty for one that is none, such as {@code usual}. */
  public static Optional<FeaturePreprocessing> preprocessing(String name) {
    return Arrays.stream(FeaturePreprocessing.values())
        .filter(way -> way.toString().equals(name))
        .findFirst();
  }
}
