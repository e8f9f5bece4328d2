package org.cocogan.run;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentations;
import org.cocogan.checkpoint.Checkpoint;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.data.Prefetch;
import org.cocogan.dataset.Dataset;
import org.cocogan.experiment.Difference;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.LogSettings;
import org.cocogan.experiment.Stage;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.model.Blend;
import org.cocogan.model.Parameter;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Cropper;
import org.cocogan.render.PatchRenderer;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.train.BatchSource;
import org.cocogan.train.InitialValues;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.Networks;
import org.cocogan.train.StepBatch;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.Trainer;
import org.cocogan.train.TrainerSettings;
import org.cocogan.weights.tensorflow.SavedPrefix;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.DrawnParts;
import org.cocogan.wiring.Extrapolation;
import org.cocogan.wiring.Workbench;

/** Trains an experiment in its run's folder, from the start or from the latest checkpoint. */
public final class TrainingRun {
  private static final int PREFETCH_THREADS = 1;
  private static final int PREFETCHED_BATCHES = 4;
  private static final String SAMPLES = "sample sheet";

  private final Stage stage;
  private final Experiment experiment;
  private final Networks networks;
  private final StepPrograms programs;
  private final TrainerSettings trainerSettings;
  private final Augmentations augmentations;
  private final DrawnParts parts;
  private final CoordinateSystem coordinates;
  private final Cropper cropper;
  private final Datasets datasets;
  private final FidSetup fid;
  private final Backend backend;
  private final Variables variables;

  @Inject
  TrainingRun(
      Stage stage,
      Networks networks,
      StepPrograms programs,
      TrainerSettings trainerSettings,
      Augmentations augmentations,
      DrawnParts parts,
      CoordinateSystem coordinates,
      Cropper cropper,
      Datasets datasets,
      FidSetup fid,
      Backend backend,
      Variables variables) {
    this.stage = stage;
    this.experiment = stage.now();
    this.networks = networks;
    this.programs = programs;
    this.trainerSettings = trainerSettings;
    this.augmentations = augmentations;
    this.parts = parts;
    this.coordinates = coordinates;
    this.cropper = cropper;
    this.datasets = datasets;
    this.fid = fid;
    this.backend = backend;
    this.variables = variables;
  }

  /**
   * Where a training ended.
   *
   * @param step steps taken in all
   * @param finished whether the experiment is complete
   * @param checkpoint the last one saved
   * @param sheet the last sample sheet
   * @param strip how the sheets have come along
   */
  public record Outcome(long step, boolean finished, Path checkpoint, Path sheet, Path strip) {}

  /**
   * Trains until the experiment is complete or somebody asks to stop.
   *
   * @param workbench reads the configuration a checkpoint keeps
   * @param strict whether an image that cannot be used is an error
   * @param stop asked after every step, and before every image that is packed
   * @param out takes progress and notices
   * @param terminal whether out is a terminal
   */
  public Outcome train(
      Workbench workbench, boolean strict, BooleanSupplier stop, PrintWriter out, boolean terminal)
      throws IOException {
    RunDirectory run = new RunDirectory(experiment.log().runDirectory());
    try (Backend engine = backend;
        RunDirectory.Lock lock = run.lock()) {
      Checkpoints checkpoints =
          run.checkpoints(experiment.training().checkpointsKept(), line -> say(out, line));
      // Before the data set, whose preparation may take long.
      long start = start(workbench, checkpoints, out);
      try (Dataset dataset =
          datasets.open(experiment.data(), strict, stop, line -> say(out, line))) {
        say(out, engine.description() + "; " + dataset.count() + " images of " + dataset.name());
        return train(run, checkpoints, dataset, start, stop, out, terminal);
      }
    }
  }

  private Outcome train(
      RunDirectory run,
      Checkpoints checkpoints,
      Dataset dataset,
      long start,
      BooleanSupplier stop,
      PrintWriter out,
      boolean terminal)
      throws IOException {
    OptionalLong end = end(dataset);
    run.write(stage.whole());
    BatchSource source =
        new BatchSource(
            dataset,
            coordinates,
            Extrapolation.of(experiment, coordinates),
            cropper,
            programs.inputs(),
            experiment.training().sampling(),
            augmentations,
            experiment.training().seed());
    try (Trainer trainer = new Trainer(networks, programs, trainerSettings, backend, variables);
        Prefetch<StepBatch> batches =
            new Prefetch<>(source::batch, start, PREFETCH_THREADS, PREFETCHED_BATCHES);
        PatchRenderer renderer = renderer();
        PatchRenderer measured = measuredRenderer();
        MetricsLog metrics = new MetricsLog(run.metrics(), start)) {
      Progress progress = new Progress(out, terminal, end, experiment.training().batchSize());
      SampleSheets sheets =
          new SampleSheets(
              run.samples(),
              experiment.log().sampleCount(),
              parts.settings().channels(),
              stage.whole().data().layout().full().height()
                  / experiment.data().layout().full().height());
      Optional<FidDuringTraining> measurements =
          fid.isWanted()
              ? fid.prepare(measured, dataset, run, metrics, progress, stop)
              : Optional.empty();
      return new Loop(
              trainer, batches, renderer, metrics, progress, sheets, checkpoints, measurements)
          .run(start, end, stop);
    }
  }

  private PatchRenderer renderer() {
    return new PatchRenderer(
        networks.generator(),
        parts.settings(),
        Extrapolation.of(experiment, parts.coordinates()).orElse(parts.coordinates()),
        backend,
        variables,
        SAMPLES,
        experiment.training().seed());
  }

  /** Draws what evaluate measures, too. */
  private PatchRenderer measuredRenderer() {
    return new PatchRenderer(
        networks.generator(),
        parts.settings(),
        parts.coordinates(),
        backend,
        variables,
        PatchRenderer.GENERATED,
        TrainedRun.USUAL_SEED);
  }

  /** Restores the latest checkpoint, or sets first values; returns the steps already taken. */
  private long start(Workbench workbench, Checkpoints checkpoints, PrintWriter out)
      throws IOException {
    InitialValues.set(networks.parameters(), experiment.training().seed(), variables);
    Optional<Checkpoint> latest = checkpoints.latest();
    if (latest.isPresent()) {
      Checkpoint checkpoint = latest.get();
      refuse(
          checkpoint,
          stage.whole().differences(experimentOf(workbench, checkpoint)),
          "change it back, or choose another exp_name");
      if (stage.grown() && checkpoint.step() == stage.first()) {
        takeOver(checkpoint);
        say(
            out,
            String.format(
                Locale.ROOT,
                "step %d: grown to macro patches of %s",
                stage.first(),
                networks.settings().layout().macro()));
        return checkpoint.step();
      }
      checkpoint.restore(variables);
      say(out, "going on from step " + checkpoint.step() + " (" + checkpoint.directory() + ")");
      return checkpoint.step();
    }
    if (experiment.training().loadFrom().isPresent()) {
      loadNetworks(workbench, experiment.training().loadFrom().get(), out);
    }
    return 0;
  }

  /** Takes over the networks of another run; steps and optimiser moments begin anew. */
  private void loadNetworks(Workbench workbench, Path from, PrintWriter out) throws IOException {
    StartingPoint origin = new StartingPoint(from);
    Optional<SavedPrefix> released = origin.released();
    if (released.isPresent()) {
      ReleasedCheckpoint.open(released.get(), experiment, networks)
          .networks()
          .forEach(variables::set);
      say(out, "starting with the networks of " + released.get().path());
      return;
    }
    Checkpoint checkpoint =
        origin
            .read(line -> say(out, line))
            .orElseThrow(
                () ->
                    new CocoGanException(
                        "train_params.force_load_from_dir: "
                            + origin.missing()
                            + "; train that run first, or name another"));
    refuse(
        checkpoint,
        experiment.networkDifferences(experimentOf(workbench, checkpoint)),
        "force_load_from_dir needs a run of the same networks");
    takeOver(checkpoint);
    say(out, "starting with the networks of " + checkpoint.directory());
  }

  /**
   * Sets what the networks have of a checkpoint: weights, state and, in growth, averages. Optimiser
   * moments begin anew, as in Progressive GAN at each resolution.
   */
  private void takeOver(Checkpoint checkpoint) {
    for (Parameter parameter : networks.parameters()) {
      take(parameter.name(), checkpoint);
      if (stage.grown()) {
        take(MovingAverage.variable(parameter.name()), checkpoint);
      }
    }
  }

  private void take(String variable, Checkpoint checkpoint) {
    HostArray value = checkpoint.tensors().get(variable);
    if (value != null) {
      variables.set(variable, value);
    }
  }

  private static Experiment experimentOf(Workbench workbench, Checkpoint checkpoint) {
    return workbench.read(checkpoint.directory() + "/manifest.json", checkpoint.experiment());
  }

  private static void refuse(Checkpoint checkpoint, List<Difference> differences, String cure) {
    if (!differences.isEmpty()) {
      throw new CocoGanException(
          "checkpoint "
              + checkpoint.directory()
              + " is of another configuration: "
              + differences.stream().map(Difference::toString).collect(Collectors.joining("; "))
              + "; "
              + cure);
    }
  }

  /** The step at which the experiment is complete, if it ever is. */
  private OptionalLong end(Dataset dataset) {
    TrainingSettings training = experiment.training();
    if (training.epochs().isEmpty()) {
      return training.steps();
    }
    long images = experiment.data().epochImages().orElse(dataset.count());
    long byEpochs = training.epochs().getAsLong() * Math.max(1, images / training.batchSize());
    return OptionalLong.of(Math.min(byEpochs, training.steps().orElse(byEpochs)));
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  /** The loop itself and what it reports to. */
  private final class Loop {
    private final Trainer trainer;
    private final Prefetch<StepBatch> batches;
    private final PatchRenderer renderer;
    private final MetricsLog metrics;
    private final Progress progress;
    private final SampleSheets sheets;
    private final Checkpoints checkpoints;
    private final Optional<FidDuringTraining> measurements;
    private final LogSettings log = experiment.log();

    Loop(
        Trainer trainer,
        Prefetch<StepBatch> batches,
        PatchRenderer renderer,
        MetricsLog metrics,
        Progress progress,
        SampleSheets sheets,
        Checkpoints checkpoints,
        Optional<FidDuringTraining> measurements) {
      this.trainer = trainer;
      this.batches = batches;
      this.renderer = renderer;
      this.metrics = metrics;
      this.progress = progress;
      this.sheets = sheets;
      this.checkpoints = checkpoints;
      this.measurements = measurements;
    }

    Outcome run(long start, OptionalLong end, BooleanSupplier stop) throws IOException {
      long begun = System.nanoTime();
      long reported = begun;
      long waitedReported = batches.waitedNanos();
      long step = start;
      long saved = start;
      long last = Math.min(end.orElse(Long.MAX_VALUE), stage.end().orElse(Long.MAX_VALUE));
      while (step < last && !stop.getAsBoolean()) {
        long before = System.nanoTime();
        blend(step);
        Map<String, Float> losses = trainer.step(step, batches.next());
        step++;
        progress.stepped((System.nanoTime() - before) * 1e-9);
        boolean report = log.scalars().isDue(step);
        if (report) {
          long now = System.nanoTime();
          long waited = batches.waitedNanos();
          metrics.write(
              step,
              (now - begun) * 1e-9,
              progress.imagesPerSecond(),
              (double) (waited - waitedReported) / (now - reported),
              losses);
          reported = now;
          waitedReported = waited;
        }
        progress.show(step, losses, report);
        if (log.samples().isDue(step)) {
          sheets.draw(renderer, step);
        }
        if (log.checkpoints().isDue(step)) {
          checkpoints.save(step, stage.whole().toYaml(), variables);
          saved = step;
        }
        long taken = step;
        measurements.ifPresent(fids -> fids.measureIfDue(taken));
      }
      Path sheet = sheets.draw(renderer, step);
      Path checkpoint =
          log.runDirectory()
              .resolve("checkpoints")
              .resolve(String.format(Locale.ROOT, "%08d", saved));
      if (saved < step || step == 0) {
        checkpoint = checkpoints.save(step, stage.whole().toYaml(), variables);
      }
      return new Outcome(
          step, step >= end.orElse(Long.MAX_VALUE), checkpoint, sheet, sheets.strip());
    }

    /** Sets how far the networks' new resolution is blended in. */
    private void blend(long step) {
      if (stage.grown()) {
        HostArray alpha = HostArray.scalar(stage.alpha(step));
        variables.set(Blend.name("generator"), alpha);
        variables.set(Blend.name("discriminator"), alpha);
      }
    }
  }
}
