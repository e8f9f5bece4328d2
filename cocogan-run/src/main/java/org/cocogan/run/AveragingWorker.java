package org.cocogan.run;

import com.google.inject.Injector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.cocogan.augment.Augmentations;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.Stage;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.train.BatchSource;
import org.cocogan.train.Networks;
import org.cocogan.train.StepOutcome;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.Trainer;
import org.cocogan.train.TrainerSettings;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Extrapolation;
import org.cocogan.wiring.Workbench;

/**
 * One worker's part of a training by periodic averaging: it takes the steps of a round from given
 * variables, on batches that (seed, worker, step) give. What it makes of them depends on nothing it
 * has done before. Not for several threads at once.
 */
public final class AveragingWorker implements AutoCloseable {
  private final Dataset dataset;
  private final BatchSource batches;
  private final Backend backend;
  private final Variables variables;
  private final Trainer trainer;

  /**
   * The result of a worker's round.
   *
   * @param variables by name
   * @param losses of its last step
   */
  public record Trained(Map<String, HostArray> variables, Map<String, Float> losses) {}

  private AveragingWorker(Stage stage, Injector parts, long seed, Dataset dataset) {
    Experiment experiment = stage.now();
    this.dataset = dataset;
    StepPrograms programs = parts.getInstance(StepPrograms.class);
    CoordinateSystem coordinates = parts.getInstance(CoordinateSystem.class);
    batches =
        new BatchSource(
            dataset,
            coordinates,
            Extrapolation.of(experiment, coordinates),
            parts.getInstance(Cropper.class),
            programs.inputs(),
            experiment.training().sampling(),
            parts.getInstance(Augmentations.class),
            seed);
    backend = parts.getInstance(Backend.class);
    variables = parts.getInstance(Variables.class);
    trainer =
        new Trainer(
            parts.getInstance(Networks.class),
            programs,
            parts.getInstance(TrainerSettings.class),
            backend,
            variables);
  }

  /**
   * Makes a worker ready to take a round.
   *
   * @param worker its number, from 0
   * @param start the variables that it begins with; those of optimisers may be missing
   * @param notices takes lines for people while data is opened
   */
  public static AveragingWorker open(
      Workbench workbench,
      Experiment experiment,
      int worker,
      Map<String, HostArray> start,
      Consumer<String> notices) {
    Stage stage = Stage.last(experiment);
    Injector parts = workbench.assemble(stage);
    Variables variables = parts.getInstance(Variables.class);
    start.forEach(variables::set);
    long seed = CountedRandom.of(experiment.training().seed(), "worker", worker).nextLong();
    return new AveragingWorker(
        stage,
        parts,
        seed,
        workbench.instance(Datasets.class).open(experiment.data(), false, () -> false, notices));
  }

  /** Whether a round may begin with these variables here: everything that there is, they set. */
  public boolean takes(Map<String, HostArray> start) {
    return start.keySet().containsAll(variables.names());
  }

  /**
   * Takes the steps of a round.
   *
   * @param start the variables that it begins with
   * @param step steps that were taken before
   * @param steps how many to take
   */
  public Trained train(Map<String, HostArray> start, long step, int steps) {
    start.forEach(variables::set);
    Map<String, Float> losses = Map.of();
    for (long next = step; next < step + steps; next++) {
      StepOutcome outcome = trainer.step(next, batches.batch(next));
      losses = outcome.losses();
    }
    Map<String, HostArray> made = new LinkedHashMap<>();
    variables.names().forEach(name -> made.put(name, variables.get(name)));
    return new Trained(made, losses);
  }

  @Override
  public void close() {
    trainer.close();
    variables.close();
    backend.close();
    dataset.close();
  }
}
