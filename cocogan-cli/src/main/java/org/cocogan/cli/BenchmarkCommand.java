package org.cocogan.cli;

import java.io.PrintWriter;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.report.benchmark.BenchmarkReport;
import org.cocogan.report.benchmark.BenchmarkResult;
import org.cocogan.report.benchmark.Benchmarks;
import org.cocogan.report.benchmark.Workload;
import org.cocogan.tensor.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Measures the speed of training and of drawing. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Measures how fast this machine trains and draws.",
      "What is computed is described in docs/performance.md."
    },
    footer = {"", "Example: ./cocogan benchmark training --width 64 --json"})
final class BenchmarkCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The options that both benchmarks take. */
  static final class Options {
    @Option(
        names = "--width",
        paramLabel = "N",
        defaultValue = "16",
        description = "Base number of channels of the networks (default: ${DEFAULT-VALUE}).")
    private int width;

    @Option(
        names = "--micro",
        paramLabel = "PIXELS",
        defaultValue = "16",
        description = "Side of a micro patch (default: ${DEFAULT-VALUE}).")
    private int micro;

    @Option(
        names = "--steps",
        paramLabel = "N",
        defaultValue = "10",
        description = "How many runs the median is of (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
        names = "--threads",
        paramLabel = "N",
        defaultValue = "2",
        description = "Processor threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
        names = "--backend",
        paramLabel = "NAME",
        defaultValue = "djl",
        description = "The engine (default: ${DEFAULT-VALUE}).")
    private String backend = "";

    @Option(
        names = "--precision",
        paramLabel = "NAME",
        defaultValue = "float32",
        description = "float32, bfloat16 or auto (default: ${DEFAULT-VALUE}).")
    private Precision precision = Precision.FLOAT32;

    @Option(
        names = "--device",
        paramLabel = "NAME",
        defaultValue = "cpu",
        description = "cpu, gpu, or one of several such as gpu:1 (default: ${DEFAULT-VALUE}).")
    private String device = "";

    @Option(names = "--json", description = "Prints one JSON object instead of text.")
    private boolean json;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private Workload workload(int batch) {
      try {
        return new Workload(backend, threads, width, micro, batch, steps, precision, device);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a benchmark: training or generation.");
  }

  @Command(
      name = "training",
      mixinStandardHelpOptions = true,
      description =
          "A discriminator and a generator step with their updates, on a fixed random batch.")
  int training(
      @Mixin Options options,
      @Option(
              names = "--batch",
              paramLabel = "N",
              defaultValue = "16",
              description = "Macro patches in a step (default: ${DEFAULT-VALUE}).")
          int batch) {
    Workload workload = options.workload(batch);
    return print(
        options,
        BenchmarkReport.training(),
        workload,
        Benchmarks.create(Main.plugins(spec)).training(workload));
  }

  @Command(
      name = "generation",
      mixinStandardHelpOptions = true,
      description = "Drawing a batch of micro patches.")
  int generation(
      @Mixin Options options,
      @Option(
              names = "--patches",
              paramLabel = "N",
              defaultValue = "64",
              description = "Micro patches in a batch (default: ${DEFAULT-VALUE}).")
          int patches) {
    Workload workload = options.workload(patches);
    return print(
        options,
        BenchmarkReport.generation(),
        workload,
        Benchmarks.create(Main.plugins(spec)).generation(workload));
  }

  private int print(
      Options options, BenchmarkReport report, Workload workload, BenchmarkResult measured) {
    PrintWriter out = spec.commandLine().getOut();
    TerminalWriter.printDocument(
        out, options.json ? report.json(workload, measured) : report.text(workload, measured));
    out.flush();
    return 0;
  }
}
