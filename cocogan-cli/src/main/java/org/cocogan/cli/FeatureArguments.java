package org.cocogan.cli;

import java.util.List;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.network.FeatureNetworkOptions;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The feature network that scores rest on, and where it computes. */
public final class FeatureArguments {
  @Mixin private FeatureNetworkArguments network;

  @Option(
      names = "--features-on-gpu",
      description = "Computes features with CUDA; needs a build with -Pgpu.")
  private boolean gpu;

  private FeatureArguments() {}

  /**
   * Opens the network that some options name.
   *
   * @param words the options
   */
  public static FeatureNetwork open(List<String> words) {
    FeatureArguments arguments = new FeatureArguments();
    new CommandLine(arguments).parseArgs(words.toArray(String[]::new));
    return arguments.open();
  }

  /** Opens the network. */
  FeatureNetwork open() {
    return network.open(gpu, FeatureNetworkOptions.defaults().threads());
  }
}
