package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cocogan.CocoGanException;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.dataset.Dataset;
import org.cocogan.eval.FidProvider;
import org.cocogan.eval.Reference;
import org.cocogan.experiment.Experiment;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;
import org.cocogan.report.score.ImageScores;
import org.cocogan.report.score.ScoreFiles;
import org.cocogan.report.score.ScoreJson;
import org.cocogan.report.score.ScoreReport;
import org.cocogan.report.score.ScoreTable;
import org.cocogan.run.EvaluatedImages;
import org.cocogan.run.Evaluation;
import org.cocogan.run.FeatureSource;
import org.cocogan.run.FeatureWatch;
import org.cocogan.run.GeneratedImages;
import org.cocogan.run.RealFeatures;
import org.cocogan.run.References;
import org.cocogan.run.RunDirectory;
import org.cocogan.run.RunOpener;
import org.cocogan.run.StoredImages;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the images of a trained run, or those of a folder. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Measures images, a run's or those of a folder, zip or pack.",
      "Of a run they are those that generate draws from its latest checkpoint. The metric seam"
          + " tells how much neighbouring pixels differ where patches",
      "or edges meet, and elsewhere; fid, kid, precision_recall, density_coverage and patch_fid"
          + " compare with real images, inception_score and path_length need none, and"
          + " nearest_neighbours shows the training images that are nearest to some. Scores,"
          + " curves, maps and pictures go to RUN/evaluation, too."
    },
    footer = {
      "",
      "Examples:",
      "  ./cocogan evaluate runs/portraits --metrics seam --samples 1000",
      "  ./cocogan evaluate runs/celeba --against celeba-64.npz --all-checkpoints",
      "docs/evaluation.md says what each metric is and takes."
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int USUAL_SAMPLES = 256;

  /** Feature networks see colours; grey images have three equal ones. */
  private static final int CHANNELS = 3;

  @Parameters(
      paramLabel = "RUN|FOLDER",
      description = "The folder of a run or of a checkpoint; or a folder, zip or pack of images.")
  private Path subject;

  @Option(
      names = "--against",
      paramLabel = "STATS|DATA",
      description =
          "What to compare with: a file that stats wrote, a data set's name, or a folder, zip or"
              + " pack.")
  private Optional<String> against = Optional.empty();

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      description =
          "What to measure, separated by commas (default: fid with --against, otherwise seam).")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "METRIC.KEY=VALUE",
      description = "A setting of a metric's own; may be repeated.")
  private Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "How many images (default: 256 of a run, all of a folder).")
  private Optional<Integer> samples = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "" + TrainedRun.USUAL_SEED,
      description = "Seed of the latent vectors (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "SEED",
      split = ",",
      description =
          "Measures the images of each of these seeds, such as 0,1,2, and tells means and standard"
              + " deviations.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--all-checkpoints",
      description = "Measures every checkpoint of the run that is kept, and draws curves.")
  private boolean allCheckpoints;

  @Option(
      names = "--size",
      paramLabel = "H,W",
      converter = Converters.ImageSize.class,
      description =
          "The size to bring the images of a folder to, as training does (default: the size that"
              + " all have).")
  private Optional<Size> size = Optional.empty();

  @Mixin private FeatureArguments features;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder for scores, curves and maps (default: RUN/evaluation; none for a checkpoint or a"
              + " folder of images).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The engine to draw with (default: onnx on the processor, else the run's).")
  private Optional<String> backend = Optional.empty();

  @Option(names = "--json", description = "Prints the scores as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Set<String> told = new HashSet<>();

  @Override
  public Integer call() throws Exception {
    if (samples.filter(count -> count < 1).isPresent()) {
      throw new ParameterException(spec.commandLine(), "--samples must be at least 1.");
    }
    if (new HashSet<>(seeds).size() < seeds.size()) {
      throw new ParameterException(spec.commandLine(), "--seeds names a seed twice.");
    }
    if (!seeds.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption("--seed")) {
      throw new ParameterException(spec.commandLine(), "Give --seed or --seeds, not both.");
    }
    Map<String, Map<String, String>> parameters = parameters();
    Workbench workbench = Main.workbench(spec);
    RunDirectory run = new RunDirectory(subject);
    ScoreReport report =
        run.isRun() || Checkpoints.isCheckpoint(subject)
            ? ofRun(workbench, parameters)
            : ofFolder(workbench, parameters);
    if (against.isPresent() && report.reference().isEmpty()) {
      tell(
          "--against was not looked at: no features are compared by "
              + String.join(", ", parameters.keySet()));
    }
    Optional<Path> folder =
        output.or(() -> run.isRun() ? Optional.of(run.evaluation()) : Optional.empty());
    List<Path> files = List.of();
    try {
      files = folder.isPresent() ? new ScoreFiles(folder.get()).write(report) : files;
    } finally {
      // What took long to measure is told even where it cannot be written.
      print(report, files);
    }
    return 0;
  }

  private void print(ScoreReport report, List<Path> files) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      TerminalWriter.printDocument(
          out, ScoreJson.of(report, files.stream().map(Path::toString).toList()));
    } else {
      new ScoreTable(out).print(report);
      files.forEach(file -> out.println("wrote " + file));
    }
    out.flush();
  }

  private ScoreReport ofRun(Workbench workbench, Map<String, Map<String, String>> parameters)
      throws IOException {
    refuse("the images of a folder; those of a run have the size that it draws", "--size");
    PrintWriter err = spec.commandLine().getErr();
    int count = samples.orElse(USUAL_SAMPLES);
    List<ImageScores> measurements = new ArrayList<>();
    List<Path> checkpoints = checkpoints();
    try (FeatureSource source = source(workbench, err)) {
      Size drawn = new Size(1, 1);
      for (Path checkpoint : checkpoints) {
        Optional<TrainedRun> opened = open(workbench, checkpoint);
        if (opened.isEmpty()) {
          continue;
        }
        try (TrainedRun trained = opened.get()) {
          Map<String, Map<String, String>> own = completed(parameters, trained.experiment());
          List<ImageScores> each = new ArrayList<>();
          for (long one : seeds()) {
            try (PatchRenderer renderer = trained.renderer(one)) {
              EvaluatedImages images =
                  GeneratedImages.of(workbench, trained, renderer, count, err::println);
              each.add(
                  new ImageScores(
                      OptionalLong.of(trained.step()), measure(workbench, images, own, source)));
              drawn = images.size();
            }
          }
          ImageScores measurement = ImageScores.mean(each, seeds());
          measurements.add(measurement);
          if (allCheckpoints) {
            tell(ScoreTable.line(measurement));
          }
        }
      }
      if (measurements.isEmpty()) {
        throw new CommandException("no checkpoint of " + subject + " can be measured");
      }
      return report(count, drawn, seeds(), source, measurements);
    }
  }

  private List<Long> seeds() {
    return seeds.isEmpty() ? List.of(seed) : seeds;
  }

  /**
   * Completes the parameters with what the run's configuration sets, where the command line sets
   * nothing.
   */
  private static Map<String, Map<String, String>> completed(
      Map<String, Map<String, String>> given, Experiment experiment) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    given.forEach(
        (metric, own) -> {
          Map<String, String> parameters =
              new LinkedHashMap<>(
                  experiment.log().metricParameters().getOrDefault(metric, Map.of()));
          parameters.putAll(own);
          all.put(metric, parameters);
        });
    return all;
  }

  /** Where all are measured, one that is damaged is told and left out. */
  private Optional<TrainedRun> open(Workbench workbench, Path checkpoint) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return Optional.of(
          workbench
              .instance(RunOpener.class)
              .open(workbench, checkpoint, backend, Precision.FLOAT32, err::println));
    } catch (CocoGanException e) {
      if (!allCheckpoints) {
        throw e;
      }
      err.println("left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The run itself stands for its latest whole checkpoint. */
  private List<Path> checkpoints() {
    if (!allCheckpoints) {
      return List.of(subject);
    }
    List<Path> all = new RunDirectory(subject).checkpoints(1, notice -> {}).folders();
    if (all.isEmpty()) {
      throw new CommandException(subject + " has no checkpoints of which to measure all");
    }
    return all;
  }

  private ScoreReport ofFolder(Workbench workbench, Map<String, Map<String, String>> parameters) {
    if (allCheckpoints) {
      throw new CommandException(
          subject + " is no run, and only a run has checkpoints; leave --all-checkpoints out");
    }
    if (Files.notExists(subject)) {
      throw new CommandException(
          subject
              + " does not exist; name the folder of a run, such as runs/EXP_NAME, or of images");
    }
    refuse(
        "a run, which draws its images; those of a folder are there",
        "--seed",
        "--seeds",
        "--backend");
    PrintWriter err = spec.commandLine().getErr();
    Datasets datasets = workbench.instance(Datasets.class);
    try (FeatureSource source = source(workbench, err);
        Dataset dataset = datasets.open(subject.toString(), size, CHANNELS, err::println)) {
      int count = Math.min(dataset.count(), samples.orElse(Integer.MAX_VALUE));
      EvaluatedImages images =
          new StoredImages(
              dataset,
              count,
              data ->
                  datasets.open(
                      data, Optional.of(dataset.imageSize()), dataset.channels(), err::println));
      ImageScores measurement =
          new ImageScores(OptionalLong.empty(), measure(workbench, images, parameters, source));
      return report(count, images.size(), List.of(), source, List.of(measurement));
    }
  }

  private Map<String, Evaluation.Result> measure(
      Workbench workbench,
      EvaluatedImages images,
      Map<String, Map<String, String>> parameters,
      FeatureSource source) {
    FeatureWatch watch = watch(spec.commandLine().getErr());
    return workbench
        .instance(Evaluation.class)
        .measure(
            images,
            parameters,
            source.of(images),
            this::tell,
            measured -> watch.advanced("measured images", measured, images.count()));
  }

  /** What holds for all checkpoints is said once. */
  private void tell(String notice) {
    if (told.add(notice)) {
      spec.commandLine().getErr().println(notice);
    }
  }

  private FeatureSource source(Workbench workbench, PrintWriter err) {
    FeatureWatch watch = watch(err);
    References references =
        new References(workbench.instance(RealFeatures.class), watch, err::println);
    return new FeatureSource(
        features::open,
        against.map(
            data ->
                (FeatureSource.Opener)
                    (network, images) -> references.open(data, images, Integer.MAX_VALUE, network)),
        references,
        watch);
  }

  private static FeatureWatch watch(PrintWriter err) {
    return new FeatureWatch(err, Terminal.isAttached());
  }

  private ScoreReport report(
      int count,
      Size drawn,
      List<Long> drawnFrom,
      FeatureSource source,
      List<ImageScores> measurements) {
    return new ScoreReport(
        subject.toString(),
        count,
        drawn,
        drawnFrom,
        source.network().map(ScoreReport.Network::of),
        source.reference().map(Reference::description),
        measurements);
  }

  /** Refuses options that would change nothing. */
  private void refuse(String meantFor, String... options) {
    for (String option : options) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(), option + " is for " + meantFor + "; leave it out.");
      }
    }
  }

  /** The settings of each metric that is asked for. */
  private Map<String, Map<String, String>> parameters() {
    Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
    List<String> usual = List.of(against.isPresent() ? FidProvider.NAME : "seam");
    (metrics.isEmpty() ? usual : metrics)
        .forEach(name -> parameters.put(name.trim(), new LinkedHashMap<>()));
    given.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          Map<String, String> own = parameters.get(key.substring(0, Math.max(0, dot)));
          if (own == null) {
            throw new ParameterException(
                spec.commandLine(),
                "--set takes METRIC.KEY=VALUE, METRIC being one of "
                    + String.join(", ", parameters.keySet())
                    + ", not "
                    + key
                    + "="
                    + value
                    + ".");
          }
          own.put(key.substring(dot + 1), value);
        });
    return parameters;
  }
}
