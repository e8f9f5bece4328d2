package org.cocogan.cli.report;

import com.google.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.experiment.Problem;
import org.cocogan.experiment.SettingsException;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.TrainerSettings;

/** Finds out what an experiment amounts to; its parts are put together, but no engine started. */
public final class Inspection {
  private final Experiment experiment;
  private final CoordinateSystem coordinates;
  private final Networks networks;
  private final Objective objective;
  private final TrainerSettings settings;
  private final DataPlace dataPlace;

  @Inject
  Inspection(
      Experiment experiment,
      CoordinateSystem coordinates,
      Networks networks,
      Objective objective,
      TrainerSettings settings,
      DataPlace dataPlace) {
    this.experiment = experiment;
    this.coordinates = coordinates;
    this.networks = networks;
    this.objective = objective;
    this.settings = settings;
    this.dataPlace = dataPlace;
  }

  /**
   * Inspects the experiment.
   *
   * @param file where it was read from
   * @throws SettingsException if its parts do not fit together
   */
  public ExperimentReport report(ExperimentFile file) {
    CoordinateSystem whole = ExperimentCoordinates.of(file, coordinates);
    DataPlace.Found data = dataPlace.find(experiment.data());
    List<Problem> missing = new ArrayList<>();
    data.problem().ifPresent(text -> missing.add(warning(file, "data_params.dataset", text)));
    startingPoint(file).ifPresent(missing::add);
    if (experiment.training().extrapolation()) {
      missing.add(
          warning(
              file,
              "train_params.train_extrap",
              "extrapolation post-training is not available yet; train refuses this experiment"));
    }
    missing.sort(Comparator.comparingInt(Problem::line));
    try {
      return new ExperimentReport(
          experiment,
          coordinates,
          whole,
          data.description(),
          NetworkCosts.of(networks, whole.microGrid()),
          TrainingMemory.of(networks, objective, settings, experiment.training().batchSize()),
          missing);
    } catch (ArithmeticException overflow) {
      throw new SettingsException(
          List.of(
              file.error(
                  "data_params.macro_patch_size",
                  "these patches and networks need tensors of more than "
                      + Integer.MAX_VALUE
                      + " numbers, which no engine has; choose smaller patches, ngf_base or"
                      + " ndf_base")));
    }
  }

  private Optional<Problem> startingPoint(ExperimentFile file) {
    Optional<Path> from = experiment.training().loadFrom();
    return from.filter(folder -> !Files.isDirectory(folder))
        .map(
            folder ->
                warning(
                    file,
                    "train_params.force_load_from_dir",
                    "there is no folder " + folder + "; train needs the checkpoint there"));
  }

  private static Problem warning(ExperimentFile file, String key, String message) {
    return file.locate(new Problem(Problem.Severity.WARNING, "", 0, 0, key, message));
  }
}
