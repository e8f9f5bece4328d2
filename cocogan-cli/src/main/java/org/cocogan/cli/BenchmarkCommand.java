package org.cocogan.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cocogan.cli.benchmark.BenchmarkResult;
import org.cocogan.cli.benchmark.Benchmarks;
import org.cocogan.cli.benchmark.DataBenchmark;
import org.cocogan.cli.benchmark.DataReport;
import org.cocogan.cli.benchmark.FidBenchmark;
import org.cocogan.cli.benchmark.FidReport;
import org.cocogan.cli.benchmark.Report;
import org.cocogan.cli.benchmark.Workload;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.data.Pack;
import org.cocogan.tensor.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the speed of training and of drawing. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Measures how fast this machine trains, draws, reads data, computes features and compares",
      "their statistics.",
      "What is computed is described in docs/performance.md."
    },
    footer = {"", "Example: ./cocogan benchmark training --width 64 --json"},
    subcommands = FeaturesBenchmarkCommand.class)
final class BenchmarkCommand implements Runnable {
  private static final int LARGEST_SIDE = 16384;

  @Spec private CommandSpec spec;

  /** What both benchmarks take. */
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

    @Option(names = "--json", description = "Prints one JSON object instead of text.")
    private boolean json;

    private Workload workload(int batch) {
      return new Workload(backend, threads, width, micro, batch, steps, precision);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name a benchmark: training, generation, data, features or fid.");
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
        Report.training(),
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
        Report.generation(),
        workload,
        Benchmarks.create(Main.plugins(spec)).generation(workload));
  }

  @Command(
      name = "data",
      mixinStandardHelpOptions = true,
      description = {
        "Reading macro patches from packs, and training steps that do.",
        "Writes packs of noise and deletes them again; those that are trained from hold at least"
            + " one image of the largest size. Memory is without the pack's pages, peak with them."
      },
      footer = {"", "Example: ./cocogan benchmark data --sides 256,4096 --folder . --json"})
  int data(
      @Mixin Options options,
      @Option(
              names = "--batch",
              paramLabel = "N",
              defaultValue = "16",
              description = "Macro patches in a step (default: ${DEFAULT-VALUE}).")
          int batch,
      @Option(
              names = "--sides",
              paramLabel = "PIXELS",
              split = ",",
              defaultValue = "64,256,1024,4096",
              description = "Sides of the images (default: ${DEFAULT-VALUE}).")
          List<Integer> sides,
      @Option(
              names = "--megabytes",
              paramLabel = "N",
              defaultValue = "200",
              description = "Size of each pack that is read (default: ${DEFAULT-VALUE}).")
          int megabytes,
      @Option(
              names = "--folder",
              paramLabel = "DIR",
              defaultValue = "${sys:java.io.tmpdir}",
              description = "Where packs are written (default: ${DEFAULT-VALUE}).")
          Path folder) {
    Workload workload = options.workload(batch);
    for (int side : sides) {
      if (side < workload.macro() || side % options.micro != 0 || side > LARGEST_SIDE) {
        throw new ParameterException(
            spec.commandLine(),
            "Option --sides takes multiples of a micro patch's "
                + options.micro
                + " pixels from "
                + workload.macro()
                + " to "
                + LARGEST_SIDE
                + ", not "
                + side);
      }
    }
    List<String> trainingCommand =
        List.of(
            "benchmark",
            "data-training",
            "--width=" + options.width,
            "--micro=" + options.micro,
            "--steps=" + options.steps,
            "--threads=" + options.threads,
            "--backend=" + options.backend,
            "--batch=" + batch);
    DataBenchmark.Found found =
        new DataBenchmark(folder, workload, megabytes, trainingCommand).measure(sides);
    DataReport report = new DataReport(workload, megabytes, found);
    PrintWriter out = spec.commandLine().getOut();
    TerminalWriter.printDocument(out, options.json ? report.json() : report.text());
    out.flush();
    return 0;
  }

  @Command(
      name = "data-training",
      hidden = true,
      mixinStandardHelpOptions = true,
      description = "Training steps from a pack, for './cocogan benchmark data'; prints JSON.")
  int dataTraining(
      @Mixin Options options,
      @Option(names = "--batch", paramLabel = "N", defaultValue = "16") int batch,
      @Parameters(paramLabel = "PACK") Path file) {
    try (Pack pack = Pack.open(file)) {
      PrintWriter out = spec.commandLine().getOut();
      TerminalWriter.printDocument(
          out,
          Benchmarks.create(Main.plugins(spec))
              .trainingFrom(pack, options.workload(batch))
              .toJson()
              .toString());
      out.flush();
      return 0;
    }
  }

  @Command(
      name = "fid",
      mixinStandardHelpOptions = true,
      description = {
        "The arithmetic of FID on random features, in OpenBLAS and in pure Java.",
        "Times are those of the processor, all threads together, and the least of the runs."
      },
      footer = {"", "Example: ./cocogan benchmark fid --json"})
  int fid(
      @Option(
              names = "--dimension",
              paramLabel = "N",
              defaultValue = "2048",
              description = "Number of features (default: ${DEFAULT-VALUE}).")
          int dimension,
      @Option(
              names = "--runs",
              paramLabel = "N",
              defaultValue = "2",
              description = "How often each distance is computed (default: ${DEFAULT-VALUE}).")
          int runs,
      @Option(
              names = "--save",
              paramLabel = "DIR",
              description =
                  "Also writes the statistics that are compared, for tools/fid_sqrtm.py to do"
                      + " the same with SciPy.")
          Optional<Path> folder,
      @Option(names = "--json", description = "Prints one JSON object instead of text.")
          boolean json) {
    if (dimension < 4 || dimension > LARGEST_SIDE || runs < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Option --dimension takes 4 to " + LARGEST_SIDE + " and --runs at least 1");
    }
    FidBenchmark benchmark = new FidBenchmark(dimension, runs);
    folder.ifPresent(benchmark::save);
    FidReport report = new FidReport(dimension, benchmark.measure());
    PrintWriter out = spec.commandLine().getOut();
    TerminalWriter.printDocument(out, json ? report.json() : report.text());
    out.flush();
    return 0;
  }

  private int print(Options options, Report report, Workload workload, BenchmarkResult measured) {
    PrintWriter out = spec.commandLine().getOut();
    TerminalWriter.printDocument(
        out, options.json ? report.json(workload, measured) : report.text(workload, measured));
    out.flush();
    return 0;
  }
}
