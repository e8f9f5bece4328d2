package org.cocogan.run;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentations;
import org.cocogan.checkpoint.Checkpoint;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.data.Prefetch;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.experiment.Difference;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.Stage;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.model.Parameter;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.render.PatchRenderer;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.text.Counted;
import org.cocogan.train.BatchSource;
import org.cocogan.train.InitialValues;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.Networks;
import org.cocogan.train.StepBatch;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.Trainer;
import org.cocogan.train.TrainerSettings;
import org.cocogan.training.SampleImages;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingListenerProvider;
import org.cocogan.training.TrainingStart;
import org.cocogan.training.WatchedTraining;
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
  private final Map<String, TrainingListenerProvider> watchers;

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
      Variables variables,
      Map<String, TrainingListenerProvider> watchers) {
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
    this.watchers = watchers;
  }

  /**
   * The outcome of a training.
   *
   * @param step steps taken in all
   * @param finished whether the experiment is complete
   * @param warning what to do about a training that has come to nothing; empty for others
   * @param checkpoint the last one saved
   * @param sheet the last sample sheet, if one could be drawn
   * @param strip how the sheets have come along
   */
  public record Outcome(
      long step,
      boolean finished,
      Optional<String> warning,
      Path checkpoint,
      Optional<Path> sheet,
      Optional<Path> strip) {
    /**
     * Makes a training that has come to nothing a failure.
     *
     * @throws CocoGanException with the warning, if there is one
     */
    public void requireNoWarning() {
      if (warning.isPresent()) {
        throw new CocoGanException(warning.get());
      }
    }
  }

  /**
   * Trains until the experiment is complete or somebody asks to stop.
   *
   * @param workbench reads the configuration a checkpoint keeps
   * @param strict whether an image that cannot be used is an error
   * @param stop asked after every step, and before every image that is packed
   * @param listener hears how it goes
   */
  public Outcome train(
      Workbench workbench, boolean strict, BooleanSupplier stop, TrainingListener listener)
      throws IOException {
    workbench.engines().requireTraining(experiment.training().backend());
    RunDirectory run = new RunDirectory(experiment.log().runDirectory());
    TrainingListeners listeners = new TrainingListeners();
    listeners.add(listener);
    try (Backend engine = backend;
        Variables trained = variables;
        RunDirectory.Lock lock = run.lock()) {
      listeners.add(new TrainLog(run.log()));
      try {
        Checkpoints checkpoints =
            run.checkpoints(experiment.training().checkpointsKept(), listeners::say);
        // Before the data set, whose preparation may take long.
        long start = start(workbench, checkpoints, listeners::say);
        try (Dataset dataset = datasets.open(experiment.data(), strict, stop, listeners::say)) {
          listeners.say(engine.description() + "; " + described(dataset));
          return train(run, checkpoints, dataset, start, stop, listeners);
        }
      } catch (IOException | RuntimeException | Error e) {
        listeners.failed(e);
        throw e;
      }
    }
  }

  private Outcome train(
      RunDirectory run,
      Checkpoints checkpoints,
      Dataset dataset,
      long start,
      BooleanSupplier stop,
      TrainingListeners listeners)
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
        PatchRenderer measured = measuredRenderer()) {
      SampleImages samples =
          new SampleImages(
              renderer,
              parts.settings().channels(),
              experiment.log().sampleCount(),
              stage.whole().data().layout().full().height()
                  / experiment.data().layout().full().height(),
              experiment.log().sampleScale());
      SampleSheets sheets = new SampleSheets(run, experiment.log(), samples, listeners);
      Divergence divergence = new Divergence(dataset);
      listeners.add(divergence);
      MetricsLog metrics = new MetricsLog(run.metrics(), start);
      listeners.add(metrics);
      WatchedTraining watched =
          new WatchedTraining(
              stage.whole(),
              run.path(),
              start,
              described(dataset),
              coordinates,
              samples,
              variables,
              listeners);
      listeners.add(
          new TrainingAdvisor(watched, experiment.data().layout().micro(), metrics, run.metrics()));
      listeners.add(sheets);
      if (fid.isWanted()) {
        fid.prepare(measured, dataset, run, listeners, stop).ifPresent(listeners::add);
      }
      watchers.values().forEach(provider -> listeners.add(provider, watched));
      TrainingLoop loop =
          new TrainingLoop(
              stage, start, trainer, batches, variables, checkpoints, listeners, divergence);
      listeners.started(new TrainingStart(start, end));
      loop.run(Math.min(end.orElse(Long.MAX_VALUE), stage.end().orElse(Long.MAX_VALUE)), stop);
      return new Outcome(
          loop.step(),
          loop.step() >= end.orElse(Long.MAX_VALUE),
          loop.warning(),
          loop.checkpoint(),
          sheets.latest(),
          sheets.strip());
    }
  }

  private static String described(Dataset dataset) {
    return Counted.of(dataset.count(), "image") + " of " + dataset.name();
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
  long start(Workbench workbench, Checkpoints checkpoints, Consumer<String> notices)
      throws IOException {
    InitialValues.set(networks.parameters(), experiment.training().seed(), variables);
    Optional<Checkpoint> latest = checkpoints.latest();
    if (latest.isPresent()) {
      Checkpoint checkpoint = latest.get();
      Experiment before = experimentOf(workbench, checkpoint);
      refuse(
          checkpoint,
          stage.whole().differences(before),
          "change it back, or choose another exp_name; docs/configuration.md has in bold what a run"
              + " keeps");
      changes(before.settings(), stage.whole().settings())
          .forEach(change -> notices.accept("from step " + checkpoint.step() + " on " + change));
      if (stage.grown() && checkpoint.step() == stage.first()) {
        takeOver(checkpoint);
        notices.accept(
            String.format(
                Locale.ROOT,
                "step %d: grown to macro patches of %s",
                stage.first(),
                networks.settings().layout().macro()));
        return checkpoint.step();
      }
      checkpoint.restore(variables);
      notices.accept(
          "going on from step " + checkpoint.step() + " (" + checkpoint.directory() + ")");
      return checkpoint.step();
    }
    if (experiment.training().loadFrom().isPresent()) {
      loadNetworks(workbench, experiment.training().loadFrom().get(), notices);
    }
    return 0;
  }

  /** What a training goes on with otherwise than before, such as other rates. */
  private static List<String> changes(Map<String, String> before, Map<String, String> now) {
    return now.entrySet().stream()
        .filter(setting -> before.containsKey(setting.getKey()))
        .filter(setting -> !setting.getValue().equals(before.get(setting.getKey())))
        .map(
            setting ->
                "%s is %s, %s before"
                    .formatted(setting.getKey(), setting.getValue(), before.get(setting.getKey())))
        .toList();
  }

  /** Takes over the networks of another run; steps and optimiser moments begin anew. */
  private void loadNetworks(Workbench workbench, Path from, Consumer<String> notices)
      throws IOException {
    StartingPoint origin = new StartingPoint(from);
    Optional<SavedPrefix> released = origin.released();
    if (released.isPresent()) {
      ReleasedCheckpoint.open(released.get(), experiment, networks)
          .networks()
          .forEach(variables::set);
      notices.accept("starting with the networks of " + released.get().path());
      return;
    }
    Checkpoint checkpoint =
        origin
            .read(networks.parameters(), notices)
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
    notices.accept("starting with the networks of " + checkpoint.directory());
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
}
