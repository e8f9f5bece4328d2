package org.cocogan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.cocogan.eval.network.FeatureNetworkOptions;
import org.cocogan.eval.network.FeaturePreprocessing;
import org.cocogan.eval.network.NetworkCache;
import org.cocogan.eval.network.OnnxFeatureNetwork;
import org.cocogan.patch.Size;
import org.cocogan.wiring.Datasets;
import picocli.CommandLine.Option;

/** The options that choose a feature network. */
final class FeatureNetworkArguments {
  @Option(
      names = "--features",
      paramLabel = "FILE",
      description = "An ONNX model that gives features (default: the imported FID Inception).")
  private Optional<Path> features = Optional.empty();

  @Option(
      names = "--preprocessing",
      paramLabel = "WAY",
      description =
          "How images are prepared: ${COMPLETION-CANDIDATES} (default: tensorflow for the FID"
              + " Inception, unit for other models).")
  private Optional<FeaturePreprocessing> preprocessing = Optional.empty();

  @Option(
      names = "--features-size",
      paramLabel = "HEIGHT,WIDTH",
      converter = Converters.ImageSize.class,
      description = "The size of the model's input, if the model takes any.")
  private Optional<Size> size = Optional.empty();

  @Option(
      names = "--features-output",
      paramLabel = "NAME",
      description = "The model's output that holds the features, if it does not tell.")
  private Optional<String> featuresOutput = Optional.empty();

  @Option(
      names = "--classes-output",
      paramLabel = "NAME",
      description = "The model's output that holds logits or probabilities, if it does not tell.")
  private Optional<String> classesOutput = Optional.empty();

  /**
   * Opens the network.
   *
   * @param threads processor threads
   */
  OnnxFeatureNetwork open(boolean gpu, int threads) {
    NetworkCache imported = new NetworkCache(Datasets.cache().resolve("networks"));
    return OnnxFeatureNetwork.open(
        features.orElseGet(imported::requireInception),
        new FeatureNetworkOptions(preprocessing, size, featuresOutput, classesOutput, gpu, threads),
        imported);
  }
}
