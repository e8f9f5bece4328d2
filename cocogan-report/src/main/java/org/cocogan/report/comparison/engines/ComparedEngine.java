package org.cocogan.report.comparison.engines;

import com.google.inject.Inject;
import org.cocogan.experiment.Experiment;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.render.PatchRenderer;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.Trainer;
import org.cocogan.train.TrainerSettings;
import org.cocogan.wiring.Extrapolation;

/** An engine and the experiment that is trained on it. */
final class ComparedEngine implements AutoCloseable {
  private static final String IMAGES = "compared image";

  private final Experiment experiment;
  private final Backend backend;
  private final Networks networks;
  private final StepPrograms programs;
  private final TrainerSettings settings;
  private final CoordinateSystem coordinates;

  @Inject
  ComparedEngine(
      Experiment experiment,
      Backend backend,
      Networks networks,
      StepPrograms programs,
      TrainerSettings settings,
      CoordinateSystem coordinates) {
    this.experiment = experiment;
    this.backend = backend;
    this.networks = networks;
    this.programs = programs;
    this.settings = settings;
    this.coordinates = coordinates;
  }

  /** Its name, and the engine in one line. */
  EngineComparison.Engine description() {
    return new EngineComparison.Engine(experiment.training().backend(), backend.description());
  }

  /** A training from first values. */
  EngineTraining training() {
    return new EngineTraining(
        experiment.training().backend(), networks, experiment.training().seed(), this);
  }

  Variables newVariables() {
    return backend.newVariables();
  }

  Trainer trainer(Variables variables) {
    return new Trainer(networks, programs, settings, backend, variables);
  }

  PatchRenderer renderer(Variables variables) {
    return new PatchRenderer(
        networks.generator(),
        networks.settings(),
        Extrapolation.of(experiment, coordinates).orElse(coordinates),
        backend,
        variables,
        IMAGES,
        experiment.training().seed());
  }

  @Override
  public void close() {
    backend.close();
  }
}
