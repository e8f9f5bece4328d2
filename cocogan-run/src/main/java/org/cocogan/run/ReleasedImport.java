package org.cocogan.run;

import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cocogan.CocoGanException;
import org.cocogan.experiment.Experiment;
import org.cocogan.file.FileFailures;
import org.cocogan.run.ReleasedCheckpoint.Training;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.Player;
import org.cocogan.train.TrainerSettings;
import org.cocogan.weights.tensorflow.SavedPrefix;
import org.cocogan.wiring.Workbench;

/**
 * A run made of what other software has saved.
 *
 * @param from the file, or what the names of the checkpoint's files begin with
 * @param step steps that the run has behind it
 * @param tensors how many tensors were taken over
 * @param moments whether the optimisers' moments are among them; otherwise the run begins at step
 *     zero
 * @param anew the networks that were not saved and have first values
 * @param checkpoint the run's first
 */
public record ReleasedImport(
    Path from, long step, int tensors, boolean moments, List<String> anew, Path checkpoint) {
  /** Copies the list. */
  public ReleasedImport {
    anew = List.copyOf(anew);
  }

  /**
   * Makes the run of an experiment from a checkpoint of the authors' released TensorFlow code;
   * nothing is written unless all of it is there.
   *
   * @param named the checkpoint's prefix, one of its files, or their folder
   * @throws CocoGanException if there is none, it is not of the experiment's networks, or the run
   *     has begun already
   */
  public static ReleasedImport ofTensorFlow(
      Workbench workbench, Experiment experiment, Path named) {
    SavedPrefix saved =
        SavedPrefix.find(named)
            .orElseThrow(
                () ->
                    new CocoGanException(
                        "there is no checkpoint of TensorFlow at "
                            + named
                            + "; name the folder with its .index and .data files, or what their"
                            + " names begin with"));
    RunDirectory run = notBegun(experiment);
    Injector parts = workbench.assemble(experiment);
    ReleasedCheckpoint checkpoint =
        ReleasedCheckpoint.open(saved, experiment, parts.getInstance(Networks.class));
    Map<String, HostArray> values = new LinkedHashMap<>(checkpoint.networks());
    Optional<Training> training =
        checkpoint.training(players(parts.getInstance(TrainerSettings.class)));
    long step = training.map(Training::step).orElse(0L);
    training.map(Training::moments).ifPresent(values::putAll);
    Path written = write(run, experiment, parts, step, values);
    return new ReleasedImport(
        saved.path(), step, values.size(), training.isPresent(), List.of(), written);
  }

  /**
   * Makes the run of an experiment from a file of the StyleGAN-based project's PyTorch code;
   * nothing is written unless all of its networks is there. Moments of its optimisers are left
   * where they are: they are also those of the spatial predictor, whose weights are in no file.
   *
   * @param file all of a training, or the averaged generator alone
   * @throws CocoGanException if it is neither, not of the experiment's networks, or the run has
   *     begun already
   */
  public static ReleasedImport ofPyTorch(Workbench workbench, Experiment experiment, Path file) {
    RunDirectory run = notBegun(experiment);
    Injector parts = workbench.assemble(experiment);
    StyleCheckpoint saved =
        StyleCheckpoint.read(file, experiment, parts.getInstance(Networks.class));
    Path written = write(run, experiment, parts, 0, saved.values());
    return new ReleasedImport(file, 0, saved.stored(), false, saved.anew(), written);
  }

  private static RunDirectory notBegun(Experiment experiment) {
    RunDirectory run = new RunDirectory(experiment.log().runDirectory());
    if (run.isRun()) {
      throw new CocoGanException(run.path() + " holds a run already; choose another folder");
    }
    return run;
  }

  private static Path write(
      RunDirectory run,
      Experiment experiment,
      Injector parts,
      long step,
      Map<String, HostArray> values) {
    try (Backend backend = parts.getInstance(Backend.class);
        Variables variables = parts.getInstance(Variables.class);
        RunDirectory.Lock lock = run.lock()) {
      values.forEach(variables::set);
      Path written =
          run.checkpoints(experiment.training().checkpointsKept(), notice -> {})
              .save(step, experiment.toYaml(), variables);
      run.write(experiment);
      return written;
    } catch (IOException e) {
      throw new CocoGanException("cannot write " + run.path() + ": " + FileFailures.describe(e), e);
    }
  }

  private static Set<Player> players(TrainerSettings settings) {
    return settings.periods().entrySet().stream()
        .filter(period -> period.getValue() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
