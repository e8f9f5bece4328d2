package org.cocogan.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.data.Pack;
import org.cocogan.eval.network.FeatureNetworkOptions;
import org.cocogan.eval.network.FeaturePreprocessing;
import org.cocogan.eval.network.NetworkCache;
import org.cocogan.eval.network.OnnxFeatureNetwork;
import org.cocogan.plugin.Plugins;
import org.cocogan.report.benchmark.Benchmarks;
import org.cocogan.report.benchmark.Workload;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Datasets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program that measures data, features, the arithmetic of FID and the studio. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures what developers of CocoGAN compare.",
    subcommands = {
      DeveloperBenchmarks.Data.class,
      DeveloperBenchmarks.DataTraining.class,
      DeveloperBenchmarks.Features.class,
      DeveloperBenchmarks.Fid.class,
      DeveloperBenchmarks.Served.class,
      DeveloperBenchmarks.Soak.class,
      DeveloperBenchmarks.LongTraining.class,
      DeveloperBenchmarks.Slider.class
    })
public final class DeveloperBenchmarks {
  private static final int LARGEST_SIDE = 16384;

  private DeveloperBenchmarks() {}

  /** Runs a benchmark and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new DeveloperBenchmarks()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int print(CommandSpec spec, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    return 0;
  }

  /** Training steps that read macro patches. */
  private static final class Training {
    @Option(names = "--width", defaultValue = "16", description = "Base number of channels.")
    private int width;

    @Option(names = "--micro", defaultValue = "16", description = "Side of a micro patch.")
    private int micro;

    @Option(names = "--steps", defaultValue = "10", description = "Runs the median is of.")
    private int steps;

    @Option(names = "--threads", defaultValue = "2", description = "Processor threads.")
    private int threads;

    @Option(names = "--batch", defaultValue = "16", description = "Macro patches in a step.")
    private int batch;

    @Option(names = "--backend", defaultValue = "djl", description = "The engine.")
    private String backend = "";

    private Workload workload() {
      return new Workload(backend, threads, width, micro, batch, steps, Precision.FLOAT32, "cpu");
    }

    private List<String> words() {
      return List.of(
          "--width=" + width,
          "--micro=" + micro,
          "--steps=" + steps,
          "--threads=" + threads,
          "--batch=" + batch,
          "--backend=" + backend);
    }
  }

  /** Reading macro patches from packs of noise, and training steps that do. */
  @Command(
      name = "data",
      mixinStandardHelpOptions = true,
      description = {
        "Reading macro patches from packs, and training steps that do.",
        "Writes packs of noise and deletes them again; those that are trained from hold at least"
            + " one image of the largest size. Memory is without the pack's pages, peak with them."
      })
  static final class Data implements Callable<Integer> {
    @CommandLine.Mixin private Training training;

    @Option(
        names = "--sides",
        split = ",",
        defaultValue = "64,256,1024,4096",
        description = "Sides of the images in pixels.")
    private List<Integer> sides = List.of();

    @Option(names = "--megabytes", defaultValue = "200", description = "Size of a read pack.")
    private int megabytes;

    @Option(
        names = "--folder",
        defaultValue = "${sys:java.io.tmpdir}",
        description = "Where packs are written.")
    private Path folder;

    @Option(names = "--json", description = "Prints one JSON object instead of text.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Workload workload = training.workload();
      for (int side : sides) {
        if (side < workload.macro() || side % workload.micro() != 0 || side > LARGEST_SIDE) {
          throw new ParameterException(
              spec.commandLine(),
              "--sides takes multiples of a micro patch's "
                  + workload.micro()
                  + " pixels from "
                  + workload.macro()
                  + " to "
                  + LARGEST_SIDE
                  + ", not "
                  + side);
        }
      }
      DataReport report =
          new DataReport(
              workload,
              megabytes,
              new DataBenchmark(folder, workload, megabytes, training.words()).measure(sides));
      return print(spec, json ? report.json() : report.text());
    }
  }

  /** Training steps from one pack, in the process that {@link DataBenchmark} starts. */
  @Command(name = DataBenchmark.TRAINING, hidden = true)
  static final class DataTraining implements Callable<Integer> {
    @CommandLine.Mixin private Training training;

    @Parameters private Path file;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      try (Pack pack = Pack.open(file)) {
        return print(
            spec,
            Benchmarks.create(Plugins.none())
                .trainingFrom(pack, training.workload())
                .toJson()
                .toString());
      }
    }
  }

  /** Features of images in files, beside the model alone. */
  @Command(
      name = "features",
      mixinStandardHelpOptions = true,
      description = {
        "Features of images in files, against the same model alone on prepared tensors.",
        "Reading, decoding and resizing count for the former. The two alternate in one run."
      })
  static final class Features implements Callable<Integer> {
    @Option(names = "--features", description = "An ONNX model (default: the FID Inception).")
    private Optional<Path> features = Optional.empty();

    @Option(names = "--preprocessing", description = "How images are prepared.")
    private Optional<FeaturePreprocessing> preprocessing = Optional.empty();

    @Option(names = "--images", defaultValue = "64", description = "Images in a round.")
    private int images;

    @Option(names = "--side", defaultValue = "64", description = "Side of an image in pixels.")
    private int side;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds the median is of.")
    private int rounds;

    @Option(names = "--threads", defaultValue = "2", description = "Processor threads.")
    private int threads;

    @Option(names = "--gpu", description = "Computes with CUDA.")
    private boolean gpu;

    @Option(
        names = "--folder",
        defaultValue = "${sys:java.io.tmpdir}",
        description = "Where images are written and deleted again.")
    private Path folder;

    @Option(names = "--json", description = "Prints one JSON object instead of text.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      NetworkCache imported = new NetworkCache(Datasets.cache().resolve("networks"));
      FeatureNetworkOptions options =
          new FeatureNetworkOptions(
              preprocessing, Optional.empty(), Optional.empty(), Optional.empty(), gpu, threads);
      try (OnnxFeatureNetwork network =
          OnnxFeatureNetwork.open(
              features.orElseGet(imported::requireInception), options, imported)) {
        FeatureBenchmark found =
            FeatureBenchmark.measure(network, folder, images, side, rounds, threads);
        return print(spec, json ? found.json() : found.text());
      }
    }
  }

  /** The arithmetic of FID with each engine of linear algebra. */
  @Command(
      name = "fid",
      mixinStandardHelpOptions = true,
      description = {
        "The arithmetic of FID on random features, in OpenBLAS and in pure Java.",
        "Times are those of the processor, all threads together, and the least of the runs."
      })
  static final class Fid implements Callable<Integer> {
    @Option(names = "--dimension", defaultValue = "2048", description = "Number of features.")
    private int dimension;

    @Option(names = "--runs", defaultValue = "2", description = "Runs of each distance.")
    private int runs;

    @Option(
        names = "--save",
        description = "Also writes the statistics, for tools/fid_sqrtm.py to do the same.")
    private Optional<Path> save = Optional.empty();

    @Option(names = "--json", description = "Prints one JSON object instead of text.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      FidBenchmark benchmark = new FidBenchmark(dimension, runs);
      save.ifPresent(benchmark::save);
      FidReport report = new FidReport(dimension, benchmark.measure());
      return print(spec, json ? report.json() : report.text());
    }
  }

  /** A run in the studio, and those who ask for its images. */
  private static final class Serving {
    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    private Path run;

    @Option(names = "--clients", defaultValue = "16", description = "How many ask at once.")
    private int clients;
  }

  /** Parts of images over HTTP. */
  @Command(
      name = "studio",
      mixinStandardHelpOptions = true,
      description = {
        "What a part of an image costs in the studio, against the same renderer without it.",
        "Times are those of the processor, all threads together; clients are another process."
      })
  static final class Served implements Callable<Integer> {
    @CommandLine.Mixin private Serving serving;

    @Option(names = "--images", defaultValue = "200", description = "Images in a round.")
    private int images;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds the median is of.")
    private int rounds;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      return print(
          spec,
          StudioBenchmark.measure(
                  serving.run, serving.clients, images, rounds, line -> print(spec, line))
              .text());
    }
  }

  /** Memory over many requests. */
  @Command(
      name = "studio-soak",
      mixinStandardHelpOptions = true,
      description = "What memory the studio takes while it answers many requests.")
  static final class Soak implements Callable<Integer> {
    @CommandLine.Mixin private Serving serving;

    @Option(names = "--requests", defaultValue = "100000", description = "How many.")
    private int requests;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      StudioSoak.run(serving.run, serving.clients, requests, line -> print(spec, line));
      return 0;
    }
  }

  /** Memory over many steps. */
  @Command(
      name = "training-soak",
      mixinStandardHelpOptions = true,
      description = {
        "What memory a training takes over many steps; it leaves a run behind.",
        "Checkpoints, sample sheets and logs are those of train."
      })
  static final class LongTraining implements Callable<Integer> {
    @Parameters(paramLabel = "CONFIG", description = "The configuration.")
    private Path configuration;

    @Option(names = "--steps", defaultValue = "10000", description = "How many.")
    private long steps;

    @Option(names = "--set", description = "Another value for a key, as of train.")
    private Map<String, String> given = Map.of();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      Map<String, String> values = new LinkedHashMap<>(given);
      values.put("train_params.steps", Long.toString(steps));
      TrainingSoak.run(configuration, values, line -> print(spec, line));
      return 0;
    }
  }

  /** A slider of the studio's page. */
  @Command(
      name = "studio-slider",
      mixinStandardHelpOptions = true,
      description = "How many pictures Chromium, on the PATH, shows while a slider is dragged.")
  static final class Slider implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    private Path run;

    @Option(names = "--seconds", defaultValue = "10", description = "How long it is dragged.")
    private int seconds;

    @Option(
        names = "--folder",
        defaultValue = "${sys:java.io.tmpdir}/cocogan-slider",
        description = "Where the browser keeps its files.")
    private Path folder;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      return print(
          spec, SliderBenchmark.measure(run, folder, seconds, line -> print(spec, line)).text());
    }
  }
}
