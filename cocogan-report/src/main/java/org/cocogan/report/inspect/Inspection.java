package org.cocogan.report.inspect;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentations;
import org.cocogan.exact.TooLargeException;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.experiment.Problem;
import org.cocogan.experiment.SettingsException;
import org.cocogan.experiment.Stage;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.run.StartingPoint;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.TrainerSettings;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Extrapolation;
import org.cocogan.wiring.Workbench;

/**
 * Computes an {@link ExperimentReport}: the experiment's parts are put together, but no engine is
 * started.
 */
public final class Inspection {
  private final Stage stage;
  private final Experiment experiment;
  private final CoordinateSystem coordinates;
  private final Networks networks;
  private final Objective objective;
  private final Augmentations augmentations;
  private final TrainerSettings settings;
  private final DataPlace dataPlace;

  @Inject
  Inspection(
      Stage stage,
      CoordinateSystem coordinates,
      Networks networks,
      Objective objective,
      Augmentations augmentations,
      TrainerSettings settings,
      DataPlace dataPlace) {
    this.stage = stage;
    this.experiment = stage.now();
    this.coordinates = coordinates;
    this.networks = networks;
    this.objective = objective;
    this.augmentations = augmentations;
    this.settings = settings;
    this.dataPlace = dataPlace;
  }

  /**
   * Inspects an experiment, with the classes that its images have.
   *
   * @param file where it was read from
   * @throws SettingsException if its parts do not fit together
   */
  public static ExperimentReport of(Workbench workbench, ExperimentFile file) {
    Experiment experiment = file.experiment();
    List<Problem> unclassed = new ArrayList<>();
    try {
      experiment = workbench.instance(Datasets.class).withClassesListed(experiment);
    } catch (CocoGanException e) {
      unclassed.add(warning(file, "data_params.classes", String.valueOf(e.getMessage())));
    }
    return workbench.assemble(experiment).getInstance(Inspection.class).report(file, unclassed);
  }

  private ExperimentReport report(ExperimentFile file, List<Problem> unclassed) {
    CoordinateSystem whole = Extrapolation.of(experiment, coordinates).orElse(coordinates);
    List<DataPlace.Found> data = experiment.data().domains().stream().map(dataPlace::find).toList();
    List<Problem> missing = new ArrayList<>(unclassed);
    for (int i = 0; i < data.size(); i++) {
      String key = i == 0 ? "data_params.dataset" : "data_params.second_dataset";
      data.get(i).problem().ifPresent(text -> missing.add(warning(file, key, text)));
    }
    startingPoint(file).ifPresent(missing::add);
    missing.sort(Comparator.comparingInt(Problem::line));
    try {
      return new ExperimentReport(
          experiment,
          Stage.of(stage.whole()),
          coordinates,
          whole,
          data.stream().map(DataPlace.Found::description).collect(Collectors.joining(" beside ")),
          data.get(0).preparation(),
          NetworkCosts.of(networks, whole.microGrid()),
          TrainingMemory.of(
              networks,
              objective,
              augmentations.macroPatches(),
              settings,
              experiment.training().batchSize()),
          Optional.empty(),
          missing);
    } catch (ArithmeticException | TooLargeException overflow) {
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
    return experiment
        .training()
        .loadFrom()
        .map(StartingPoint::new)
        .filter(origin -> !origin.exists())
        .map(
            origin ->
                warning(
                    file,
                    "train_params.force_load_from_dir",
                    origin.missing() + "; train starts from its networks"));
  }

  private static Problem warning(ExperimentFile file, String key, String message) {
    return file.locate(new Problem(Problem.Severity.WARNING, "", 0, 0, key, message));
  }
}
