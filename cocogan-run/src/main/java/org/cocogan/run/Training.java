package org.cocogan.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cocogan.experiment.Experiment;
import org.cocogan.run.TrainingRun.Outcome;
import org.cocogan.training.TrainingListener;
import org.cocogan.wiring.Workbench;

/** A training that may be watched, and stopped by any thread. */
public final class Training {
  private final Workbench workbench;
  private final Experiment experiment;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();

  Training(Workbench workbench, Experiment experiment) {
    this.workbench = workbench;
    this.experiment = experiment;
  }

  /**
   * Adds somebody who hears how it goes; before it runs.
   *
   * @return this
   */
  public Training with(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Trains on the calling thread until the experiment is complete or somebody stops it; then its
   * checkpoint is saved. Called again, it goes on from there.
   *
   * @throws org.cocogan.CocoGanException if it cannot train; the message says why
   */
  public Outcome run() throws IOException {
    TrainingListeners all = new TrainingListeners();
    listeners.forEach(all::add);
    return StagedTraining.train(workbench, experiment, false, stopped::get, all);
  }

  /** Has it stop after the step that it is at. */
  public void stop() {
    stopped.set(true);
  }
}
