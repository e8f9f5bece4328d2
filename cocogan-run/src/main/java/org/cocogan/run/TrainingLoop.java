package org.cocogan.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.cocogan.checkpoint.CheckpointException;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.data.Prefetch;
import org.cocogan.experiment.LogSettings;
import org.cocogan.experiment.Stage;
import org.cocogan.model.Blend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.train.StepBatch;
import org.cocogan.train.StepOutcome;
import org.cocogan.train.Trainer;
import org.cocogan.training.TrainingStep;

/** Takes the steps of a stage. What counts, a checkpoint, comes before whatever only shows. */
final class TrainingLoop {
  private static final double SMOOTHING = 0.05;

  private final Stage stage;
  private final LogSettings log;
  private final Trainer trainer;
  private final Prefetch<StepBatch> batches;
  private final Variables variables;
  private final Checkpoints checkpoints;
  private final TrainingListeners listeners;
  private final Divergence divergence;
  private long step;
  private long saved;
  private Optional<Path> healthy;
  private double secondsPerStep;

  /**
   * Prepares the steps of a stage, from where the networks have come to.
   *
   * @param start steps that have been taken and saved
   * @param divergence is one of the listeners
   */
  TrainingLoop(
      Stage stage,
      long start,
      Trainer trainer,
      Prefetch<StepBatch> batches,
      Variables variables,
      Checkpoints checkpoints,
      TrainingListeners listeners,
      Divergence divergence) {
    this.stage = stage;
    this.log = stage.now().log();
    this.trainer = trainer;
    this.batches = batches;
    this.variables = variables;
    this.checkpoints = checkpoints;
    this.listeners = listeners;
    this.step = start;
    this.saved = start;
    this.divergence = divergence;
    this.healthy = start > 0 ? Optional.of(checkpoints.folder(start)) : Optional.empty();
  }

  /**
   * Takes steps, and saves the last.
   *
   * @param last the step to end at
   * @param stop asked before every step
   */
  void run(long last, BooleanSupplier stop) {
    long begun = System.nanoTime();
    boolean warned = false;
    CompileTime compiling = new CompileTime();
    while (step < last && !stop.getAsBoolean()) {
      long before = System.nanoTime();
      StepBatch batch = next();
      blend();
      long computing = System.nanoTime();
      StepOutcome outcome = trainer.step(step, batch);
      step++;
      long now = System.nanoTime();
      compiling.taken((now - computing) * 1e-9).ifPresent(listeners::say);
      smooth((now - before) * 1e-9);
      TrainingStep taken =
          new TrainingStep(
              step,
              outcome.losses(),
              outcome.observed(),
              log.scalars().isDue(step),
              stage.now().training().batchSize(),
              secondsPerStep,
              (now - begun) * 1e-9,
              batches.waitedNanos() * 1e-9);
      listeners.taken(taken);
      if (log.checkpoints().isDue(step)) {
        save();
      }
      listeners.stepped(taken);
      if (!warned) {
        warning().ifPresent(warning -> listeners.say("step " + step + ": " + warning));
        warned = warning().isPresent();
      }
    }
    if (saved < step || step == 0) {
      save();
    }
    listeners.ended(step);
  }

  /** Steps that have been taken. */
  long step() {
    return step;
  }

  /** The last checkpoint. */
  Path checkpoint() {
    return checkpoints.folder(saved);
  }

  /** What to do about a training that has come to nothing; empty for others. */
  Optional<String> warning() {
    return divergence.warning(healthy);
  }

  /** The next batch; where there is none, what was learned so far is saved before that is told. */
  private StepBatch next() {
    try {
      return batches.next();
    } catch (RuntimeException e) {
      saveBefore(e);
      throw e;
    }
  }

  private void saveBefore(RuntimeException failure) {
    if (saved < step) {
      try {
        save();
        listeners.say("step " + step + " is saved, and its successor fails");
      } catch (CheckpointException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** While a training seems to diverge, the last checkpoint but one from before is kept, too. */
  private void save() {
    if (!divergence.isNear() && saved > 0) {
      healthy = Optional.of(checkpoint());
    }
    checkpoints.save(
        step, stage.whole().toYaml(), variables, divergence.isNear() ? healthy : Optional.empty());
    saved = step;
    listeners.saved(step, checkpoint());
  }

  /** Sets how far the networks' new resolution is blended in. */
  private void blend() {
    if (stage.grown()) {
      HostArray alpha = HostArray.scalar(stage.alpha(step));
      variables.set(Blend.name("generator"), alpha);
      variables.set(Blend.name("discriminator"), alpha);
    }
  }

  private void smooth(double seconds) {
    secondsPerStep =
        secondsPerStep == 0 ? seconds : secondsPerStep + SMOOTHING * (seconds - secondsPerStep);
  }
}
