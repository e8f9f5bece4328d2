package org.cocogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cocogan.cli.benchmark.FeatureBenchmark;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.eval.network.OnnxFeatureNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how fast features are computed. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description = {
      "Features of images in files, against the same model alone on prepared tensors.",
      "Reading, decoding and resizing count for the former. The two alternate in one run."
    },
    footer = {"", "Example: ./cocogan benchmark features --features model.onnx --json"})
final class FeaturesBenchmarkCommand implements Callable<Integer> {
  @Mixin private FeatureNetworkArguments network;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "64",
      description = "Images in a round (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      defaultValue = "64",
      description = "Side of an image (default: ${DEFAULT-VALUE}).")
  private int side;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds that the median is of (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processor threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--gpu", description = "Computes with CUDA.")
  private boolean gpu;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "Where images are written and deleted again (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (images < 1 || side < 1 || rounds < 1 || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--images, --side, --rounds and --threads are at least 1.");
    }
    try (OnnxFeatureNetwork opened = network.open(gpu, threads)) {
      FeatureBenchmark found =
          FeatureBenchmark.measure(opened, folder, images, side, rounds, threads);
      PrintWriter out = spec.commandLine().getOut();
      TerminalWriter.printDocument(out, json ? found.json() : found.text());
      out.flush();
    }
    return 0;
  }
}
