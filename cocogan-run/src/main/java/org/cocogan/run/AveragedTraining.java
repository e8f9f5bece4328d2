package org.cocogan.run;

import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.cocogan.CocoGanException;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.Stage;
import org.cocogan.run.AveragingWorker.Trained;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Averaging;
import org.cocogan.train.Networks;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStart;
import org.cocogan.training.TrainingStep;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;

/**
 * Trains an experiment by periodic averaging (local SGD, Stich 2019): round after round, every
 * worker takes some steps from the same checkpoint on batches of its own, and what they have made
 * of the variables is averaged to the next checkpoint. This is not the training with a batch as
 * many times larger, from which it differs the more, the more steps a round has.
 *
 * <p>Workers have no memory of earlier rounds, so that a round may be taken again, by anybody, and
 * a training that goes on from a checkpoint is the same training, bit for bit.
 */
public final class AveragedTraining {
  private final Workbench workbench;
  private final Stage stage;
  private final int workers;
  private final int averageEvery;

  /** Has all workers take a round. */
  @FunctionalInterface
  public interface Crew {
    /**
     * Takes it.
     *
     * @param start the variables that all begin with
     * @param step steps that were taken before
     * @param steps how many each takes
     * @return what each has made of it, in the order of their numbers
     */
    List<Trained> train(Map<String, HostArray> start, long step, int steps) throws IOException;
  }

  /**
   * The end of a training.
   *
   * @param step steps that each worker has taken
   * @param finished whether the experiment is complete
   * @param checkpoint the last one saved
   */
  public record Outcome(long step, boolean finished, Path checkpoint) {}

  /**
   * Prepares the training of an experiment.
   *
   * @param workers how many take a round, at least one
   * @param averageEvery steps of a round, at least one
   * @throws CocoGanException if its networks grow
   */
  public AveragedTraining(
      Workbench workbench, Experiment experiment, int workers, int averageEvery) {
    if (workers < 1 || averageEvery < 1) {
      throw new IllegalArgumentException(
          "there must be a worker and a step at least, not %s and %s"
              .formatted(workers, averageEvery));
    }
    if (Stage.of(experiment).size() > 1) {
      throw new CocoGanException(
          "networks that grow (train_params.grow_from) are trained by one machine");
    }
    this.workbench = workbench;
    this.stage =
        Stage.last(
            workbench
                .instance(Datasets.class)
                .withClasses(experiment, false, () -> false, notice -> {}));
    this.workers = workers;
    this.averageEvery = averageEvery;
  }

  /** How many take a round. */
  public int workers() {
    return workers;
  }

  /**
   * Trains from the start, or from the latest checkpoint, until the experiment is complete or
   * somebody asks to stop.
   *
   * @param stop asked before every round
   * @param listener hears of each round as of a step
   */
  public Outcome train(Crew crew, BooleanSupplier stop, TrainingListener listener)
      throws IOException {
    Experiment experiment = stage.now();
    long end =
        experiment
            .training()
            .steps()
            .orElseThrow(
                () ->
                    new CocoGanException(
                        "say by train_params.steps how many steps each worker takes"));
    RunDirectory run = new RunDirectory(experiment.log().runDirectory());
    Injector parts = workbench.assemble(stage);
    TrainingListeners listeners = new TrainingListeners();
    listeners.add(listener);
    try (Backend backend = parts.getInstance(Backend.class);
        Variables variables = parts.getInstance(Variables.class);
        RunDirectory.Lock lock = run.lock()) {
      listeners.add(new TrainLog(run.log()));
      try {
        Checkpoints checkpoints =
            run.checkpoints(experiment.training().checkpointsKept(), listeners::say);
        long start =
            parts.getInstance(TrainingRun.class).start(workbench, checkpoints, listeners::say);
        listeners.add(new MetricsLog(run.metrics(), start));
        run.write(stage.whole());
        listeners.started(new TrainingStart(start, OptionalLong.of(end)));
        Averaging averaging = new Averaging(parts.getInstance(Networks.class).parameters());
        long last = rounds(crew, averaging, start, end, stop, variables, checkpoints, listeners);
        listeners.ended(last);
        return new Outcome(last, last >= end, checkpoints.folder(last));
      } catch (IOException | RuntimeException | Error e) {
        listeners.failed(e);
        throw e;
      }
    }
  }

  private long rounds(
      Crew crew,
      Averaging averaging,
      long start,
      long end,
      BooleanSupplier stop,
      Variables variables,
      Checkpoints checkpoints,
      TrainingListeners listeners)
      throws IOException {
    long begun = System.nanoTime();
    long step = start;
    while (step < end && !stop.getAsBoolean()) {
      int steps = (int) Math.min(averageEvery, end - step);
      List<Trained> trained = crew.train(copy(variables), step, steps);
      averaging.mean(trained.stream().map(Trained::variables).toList()).forEach(variables::set);
      step += steps;
      double seconds = (System.nanoTime() - begun) * 1e-9;
      TrainingStep taken =
          new TrainingStep(
              step,
              losses(trained),
              Map.of(),
              true,
              Math.multiplyExact(workers, stage.now().training().batchSize()),
              seconds / (step - start),
              seconds,
              0);
      listeners.taken(taken);
      checkpoints.save(step, stage.whole().toYaml(), variables);
      listeners.saved(step, checkpoints.folder(step));
      listeners.stepped(taken);
    }
    return step;
  }

  private static Map<String, HostArray> copy(Variables variables) {
    Map<String, HostArray> copy = new LinkedHashMap<>();
    variables.names().forEach(name -> copy.put(name, variables.get(name)));
    return copy;
  }

  /** The means of the workers' last losses. */
  private static Map<String, Float> losses(List<Trained> trained) {
    return trained.stream()
        .flatMap(worker -> worker.losses().entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                LinkedHashMap::new,
                Collectors.collectingAndThen(
                    Collectors.averagingDouble(Map.Entry::getValue), Double::floatValue)));
  }
}
