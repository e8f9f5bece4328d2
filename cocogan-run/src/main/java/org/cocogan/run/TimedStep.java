package org.cocogan.run;

import com.google.inject.Inject;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import org.cocogan.augment.Augmentations;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.experiment.Experiment;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.Variables;
import org.cocogan.train.BatchSource;
import org.cocogan.train.InitialValues;
import org.cocogan.train.Networks;
import org.cocogan.train.StepBatch;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.Trainer;
import org.cocogan.train.TrainerSettings;
import org.cocogan.wiring.Extrapolation;
import org.cocogan.wiring.Workbench;

/** Measures how long a training step of an experiment takes, with noise in place of its images. */
public final class TimedStep {
  /** Engines compile in the first steps. */
  private static final int WARM_UP = 3;

  /** The averaged generator has a pass more at every fourth update. */
  private static final int TIMED = 4;

  private static final int LONGEST_CYCLE = 5;

  /** Alone on a machine, a step keeps half of the processors busy or more. */
  private static final double LEAST_SHARE = 0.4;

  private final Experiment experiment;
  private final Networks networks;
  private final StepPrograms programs;
  private final TrainerSettings settings;
  private final Augmentations augmentations;
  private final CoordinateSystem coordinates;
  private final Cropper cropper;
  private final Backend backend;
  private final Variables variables;

  @Inject
  TimedStep(
      Experiment experiment,
      Networks networks,
      StepPrograms programs,
      TrainerSettings settings,
      Augmentations augmentations,
      CoordinateSystem coordinates,
      Cropper cropper,
      Backend backend,
      Variables variables) {
    this.experiment = experiment;
    this.networks = networks;
    this.programs = programs;
    this.settings = settings;
    this.augmentations = augmentations;
    this.coordinates = coordinates;
    this.cropper = cropper;
    this.backend = backend;
    this.variables = variables;
  }

  /**
   * The measured time of a step.
   *
   * @param seconds a mean over a few steps; where other programs are busy, what the step's own
   *     processor time comes to on all threads
   * @param contended whether other programs kept the processors busy
   */
  public record Measured(double seconds, boolean contended) {}

  /**
   * The time of one step on this machine: in the last stage, if networks grow.
   *
   * @throws org.cocogan.CocoGanException if the engine cannot train, or does not start here
   */
  public static Measured of(Workbench workbench, Experiment experiment) {
    workbench.engines().requireTraining(experiment.training().backend());
    return workbench.assemble(experiment).getInstance(TimedStep.class).measure();
  }

  private Measured measure() {
    Dataset images =
        new NoiseImages(
            coordinates.layout().full(),
            networks.settings().channels(),
            networks.settings().latentSpace().classNames());
    BatchSource source =
        new BatchSource(
            images,
            coordinates,
            Extrapolation.of(experiment, coordinates),
            cropper,
            programs.inputs(),
            experiment.training().sampling(),
            augmentations,
            experiment.training().seed());
    try (Backend engine = backend;
        Variables trained = variables) {
      InitialValues.set(networks.parameters(), experiment.training().seed(), trained);
      try (Trainer trainer = new Trainer(networks, programs, settings, engine, trained)) {
        long step = settings.firstStep();
        for (int i = 0; i < WARM_UP; i++) {
          trainer.step(step, source.batch(step));
          step++;
        }
        int steps =
            Product.of(
                TIMED, Math.min(LONGEST_CYCLE, Collections.max(settings.periods().values())));
        long nanos = 0;
        long processor = processorNanos();
        for (int i = 0; i < steps; i++) {
          StepBatch batch = source.batch(step);
          long begun = System.nanoTime();
          trainer.step(step++, batch);
          nanos += System.nanoTime() - begun;
        }
        double alone = (processorNanos() - processor) * 1e-9 / steps / threads();
        double seconds = nanos * 1e-9 / steps;
        boolean contended =
            experiment.training().device().equals("cpu") && alone < LEAST_SHARE * seconds;
        return new Measured(contended ? alone : seconds, contended);
      }
    }
  }

  private int threads() {
    return experiment.training().backendOptions().threads();
  }

  /** The time that all threads of this process have computed. */
  private static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
