package org.cocogan.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.cocogan.experiment.Experiment;
import org.cocogan.plugin.Plugins;
import org.cocogan.run.StagedTraining;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStep;
import org.cocogan.wiring.Workbench;

/** A soak that tells what memory a training takes while it takes many steps. */
final class TrainingSoak implements TrainingListener {
  private final long interval;
  private final Consumer<String> told;

  private TrainingSoak(long interval, Consumer<String> told) {
    this.interval = interval;
    this.told = told;
  }

  /**
   * Trains an experiment as {@code train} does, and tells the memory ten times on the way.
   *
   * @param given values that stand for those of the configuration, by key
   */
  static void run(Path configuration, Map<String, String> given, Consumer<String> told)
      throws IOException {
    Workbench workbench = Workbench.create(Plugins.none());
    Experiment experiment = workbench.read(configuration, given).experiment();
    long steps = experiment.training().steps().orElseThrow();
    StagedTraining.train(
        workbench, experiment, false, () -> false, new TrainingSoak(Math.max(1, steps / 10), told));
  }

  @Override
  public String product() {
    return "soak";
  }

  @Override
  public void stepped(TrainingStep step) {
    if (step.step() % interval == 0) {
      told.accept(SoakMemory.after(step.step(), "steps"));
    }
  }
}
