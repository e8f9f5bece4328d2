package org.cocogan.run;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.cocogan.checkpoint.Checkpoint;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.Stage;
import org.cocogan.run.TrainingRun.Outcome;
import org.cocogan.training.TrainingListener;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;

/**
 * Trains an experiment through its stages. Each ends with a checkpoint that the next one starts
 * from, so that going on within a run and after an interruption are one and the same.
 */
public final class StagedTraining {
  private StagedTraining() {}

  /**
   * Trains until the experiment is complete or somebody asks to stop.
   *
   * @param workbench puts the parts of each stage together
   * @param strict whether an image that cannot be used is an error
   * @param stop asked after every step, and before every image that is packed
   * @param listener hears how it goes
   */
  public static Outcome train(
      Workbench workbench,
      Experiment wanted,
      boolean strict,
      BooleanSupplier stop,
      TrainingListener listener)
      throws IOException {
    Datasets datasets = workbench.instance(Datasets.class);
    datasets.requireThere(wanted.data());
    TrainingListeners listeners = new TrainingListeners();
    listeners.add(listener);
    Experiment experiment =
        workbench
            .engines()
            .withPrecisionChosen(datasets.withClasses(wanted, strict, stop, listeners::say));
    List<Stage> stages = Stage.of(experiment);
    long step = stages.size() == 1 ? 0 : taken(experiment);
    while (true) {
      Stage stage = Stage.at(experiment, step);
      Outcome outcome =
          workbench
              .assemble(stage)
              .getInstance(TrainingRun.class)
              .train(workbench, strict, stop, listener);
      boolean ended = outcome.step() >= stage.end().orElse(Long.MAX_VALUE);
      if (outcome.finished() || !ended || stop.getAsBoolean()) {
        return outcome;
      }
      step = outcome.step();
    }
  }

  /** The step to go on with; that of a complete run is its last. */
  private static long taken(Experiment experiment) throws IOException {
    long taken =
        new RunDirectory(experiment.log().runDirectory())
            .checkpoints(experiment.training().checkpointsKept(), notice -> {})
            .latest()
            .map(Checkpoint::step)
            .orElse(0L);
    long end = experiment.training().steps().orElse(Long.MAX_VALUE);
    return Math.max(0, Math.min(taken, end - 1));
  }
}
