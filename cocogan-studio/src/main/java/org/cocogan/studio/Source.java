package org.cocogan.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.CocoGanException;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.file.Digests;
import org.cocogan.run.RunDirectory;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/**
 * A run or a model that weights come from.
 *
 * @param path of the run's folder, of one of its checkpoints, or of the model
 * @param backend the engine to draw a run with, if one is chosen
 */
record Source(Workbench workbench, Path path, Optional<String> backend) {
  /** The name in addresses. */
  String name() {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  /** The path as a command names it, if it says nothing of this machine; else the name. */
  String shownPath() {
    return path.isAbsolute() || path.startsWith("..") ? name() : path.toString();
  }

  /** Whether it is a run whose training may go on. */
  boolean isRun() {
    return new RunDirectory(path).isRun();
  }

  /** What its training has logged since. */
  Curves curves(Curves before) throws IOException {
    return isRun() ? before.read(new RunDirectory(path).metrics()) : before;
  }

  /** Opens the newest weights. */
  Weights open(Consumer<String> notices) throws IOException {
    if (!Files.isRegularFile(path)) {
      return Weights.of(
          TrainedRun.forDrawing(workbench, path, backend, Precision.FLOAT32, notices));
    }
    ExportedModel model = ExportedModel.open(path);
    if (!model.drawsParts()) {
      model.close();
      throw new CocoGanException(
          path
              + " is a model of kind "
              + model.kind()
              + ", which draws no parts; export with --kind patch");
    }
    return Weights.of(model, Digests.of(path));
  }

  /** What tells the newest checkpoint from those before; the same for ever for a model. */
  Optional<Path> newest() {
    if (!isRun()) {
      return Optional.empty();
    }
    List<Path> folders = new RunDirectory(path).checkpoints(1, notice -> {}).folders();
    return folders.isEmpty() ? Optional.empty() : Optional.of(folders.get(folders.size() - 1));
  }
}
