package org.cocogan.cli;

import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.network.FeatureNetworkOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The feature network that scores rest on, and where it computes. */
final class FeatureArguments {
  @Mixin private FeatureNetworkArguments network;

  @Option(
      names = "--features-on-gpu",
      description = "Computes features with CUDA; needs a build with -Pgpu.")
  private boolean gpu;

  /** Opens the network. */
  FeatureNetwork open() {
    return network.open(gpu, FeatureNetworkOptions.defaults().threads());
  }
}
