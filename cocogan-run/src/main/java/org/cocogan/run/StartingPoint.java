package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.checkpoint.Checkpoint;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.model.Parameter;
import org.cocogan.weights.tensorflow.SavedPrefix;

/**
 * The place that a run's first networks are read from ({@code force_load_from_dir}): a run's
 * folder, that of one of its checkpoints, what the authors' files name, {@code
 * RUN/ckpt/snapshot_best_fid}, a checkpoint that the authors' own code has saved, or a {@link
 * ExportedWeights}.
 *
 * @param named the folder or file as the configuration names it
 */
public record StartingPoint(Path named) {
  /**
   * Reads the checkpoint; of a run, the latest whole one.
   *
   * @param parameters of the networks that are to take it
   * @param notices told of what is taken in place of what is named, and of damaged checkpoints
   * @return empty if there is none
   * @throws IOException if a checkpoint is named and damaged
   */
  Optional<Checkpoint> read(Collection<Parameter> parameters, Consumer<String> notices)
      throws IOException {
    if (weights().exists()) {
      return Optional.of(weights().read(parameters));
    }
    if (Checkpoints.isCheckpoint(named)) {
      return Optional.of(Checkpoints.read(named));
    }
    Optional<Checkpoint> latest = checkpoints(run(), notices).latest();
    if (latest.isPresent() && isBest()) {
      notices.accept(
          named + " stands for the newest checkpoint of " + run() + ": none is kept for its FID");
    }
    return latest;
  }

  /** The checkpoint of the authors' own code that is named. */
  Optional<SavedPrefix> released() {
    return weights().exists() || Checkpoints.isCheckpoint(named)
        ? Optional.empty()
        : SavedPrefix.find(named);
  }

  private ExportedWeights weights() {
    return new ExportedWeights(named);
  }

  /** Whether a checkpoint is there, whole or not. */
  public boolean exists() {
    return weights().exists()
        || Checkpoints.isCheckpoint(named)
        || checkpoints(run(), notice -> {}).any()
        || released().isPresent();
  }

  /** The run whose latest checkpoint is meant if the folder is no checkpoint's. */
  private Path run() {
    return isBest() ? named.resolve("..").resolve("..").normalize() : named;
  }

  private boolean isBest() {
    return named.endsWith(RunDirectory.BEST);
  }

  private static Checkpoints checkpoints(Path run, Consumer<String> notices) {
    return new RunDirectory(run).checkpoints(1, notices);
  }

  /** What to tell when there is none. */
  public String missing() {
    String also = isBest() ? ", nor a run in " + run() : "";
    return "there is no run or checkpoint at " + named + also;
  }
}
