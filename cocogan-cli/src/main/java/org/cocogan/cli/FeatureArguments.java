package org.cocogan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.cocogan.cli.run.FeatureNetworks;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.network.FeatureNetworkOptions;
import org.cocogan.eval.network.FeaturePreprocessing;
import org.cocogan.patch.Size;
import picocli.CommandLine.Option;

/** The feature network that scores rest on. */
final class FeatureArguments {
  @Option(
      names = "--features",
      paramLabel = "FILE.onnx",
      description =
          "The feature network (default: the FID network that 'inception import' has stored).")
  private Optional<Path> network = Optional.empty();

  @Option(
      names = "--preprocessing",
      paramLabel = "HOW",
      converter = Converters.FeaturesPreprocessing.class,
      description =
          "How images are prepared for it: tensorflow, pytorch-fid, clean or unit (default:"
              + " tensorflow for the FID network, unit for others).")
  private Optional<FeaturePreprocessing> preprocessing = Optional.empty();

  @Option(
      names = "--features-output",
      paramLabel = "NAME",
      description = "The network's output that holds the features, where its file does not tell.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--features-size",
      paramLabel = "H,W",
      converter = Converters.ImageSize.class,
      description = "The size of the network's input, where its file does not tell.")
  private Optional<Size> size = Optional.empty();

  @Option(
      names = "--features-on-gpu",
      description = "Computes features with CUDA; needs a build with -Pgpu.")
  private boolean gpu;

  /** Opens the network. */
  FeatureNetwork open() {
    return FeatureNetworks.open(
        network,
        new FeatureNetworkOptions(
            preprocessing,
            size,
            output,
            Optional.empty(),
            gpu,
            FeatureNetworkOptions.defaults().threads()));
  }
}
