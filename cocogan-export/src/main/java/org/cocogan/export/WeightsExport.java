package org.cocogan.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cocogan.CocoGanException;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;
import org.cocogan.model.Variant;
import org.cocogan.released.ReleasedNetworks;
import org.cocogan.run.ExportedWeights;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.Player;
import org.cocogan.train.TrainerSettings;
import org.cocogan.weights.tensorflow.TensorBundleWriter;

/** Writes the weights of a trained run in the forms of other software. */
public final class WeightsExport {
  /** What the released code calls the last FID that it has computed, and restores with the rest. */
  private static final String LAST_FID = "Variable";

  private final TrainedRun run;
  private final boolean averaged;
  private final UnaryOperator<String> names;

  /**
   * Prepares the export of a run.
   *
   * @param latest whether the latest weights of the generator are taken even where there are
   *     averages
   */
  public WeightsExport(TrainedRun run, boolean latest) {
    this.run = run;
    averaged = !latest && MovingAverage.isKept(run.variables());
    names = averaged ? MovingAverage.names(run.variables()) : UnaryOperator.identity();
  }

  /** Whether the generator's weights are moving averages. */
  public boolean isAveraged() {
    return averaged;
  }

  /**
   * Writes both networks as a {@link ExportedWeights}, which a training can start from.
   *
   * @return how many tensors were written
   * @throws IOException if the file cannot be written; what was there before is untouched
   */
  public int safetensors(Path file) throws IOException {
    return new ExportedWeights(file).write(run, averaged, this::value);
  }

  private HostArray value(String parameter) {
    return run.variables().get(names.apply(parameter));
  }

  /**
   * Writes a checkpoint of the authors' released TensorFlow code: {@code model.ckpt-N} for a run of
   * N + 1 steps, with the optimisers' moments unless the weights are averages, and the file {@code
   * checkpoint}, which names it.
   *
   * @param folder which must not be there
   * @return how many tensors were written
   * @throws IOException if it cannot be written; the folder is not there then
   * @throws CocoGanException if the run has other networks than that code
   */
  public int tensorFlow(Path folder) throws IOException {
    if (run.experiment().network().variant() != Variant.OFFICIAL) {
      throw new CocoGanException(
          "the released code's networks divide by about the variance: it draws from runs of"
              + " model_params.variant official alone");
    }
    ReleasedNetworks released = new ReleasedNetworks(run.networks().parameters());
    Map<String, HostArray> tensors = new LinkedHashMap<>(released.written(this::value));
    tensors.put(LAST_FID, HostArray.scalar(0));
    if (!averaged) {
      tensors.putAll(moments(released));
    }
    if (Files.exists(folder)) {
      throw new CocoGanException(folder + " is there already; choose another --output");
    }
    String name = "model.ckpt-" + Math.max(0, run.step() - 1);
    Path beside = folder.resolveSibling(folder.getFileName() + ".partial");
    try {
      Files.createDirectories(beside);
      TensorBundleWriter.write(beside.resolve(name), tensors);
      DurableFiles.replace(
          beside.resolve("checkpoint"),
          "model_checkpoint_path: \"%1$s\"\nall_model_checkpoint_paths: \"%1$s\"\n"
              .formatted(name)
              .getBytes(StandardCharsets.UTF_8));
      DurableFiles.move(beside, folder);
    } catch (IOException e) {
      throw FileFailures.naming(folder, e);
    }
    return tensors.size();
  }

  private Map<String, HostArray> moments(ReleasedNetworks released) {
    Variables variables = run.variables();
    TrainerSettings settings = run.trainerSettings();
    double[] decays = {settings.beta1(), settings.beta2().at(Math.max(0, run.step() - 1))};
    Map<String, HostArray> moments = new LinkedHashMap<>();
    for (Player player : Player.values()) {
      int period = settings.periods().getOrDefault(player, 0);
      if (period > 0) {
        long updates = (run.step() + period - 1) / period;
        Optional<Map<String, HostArray>> written =
            released.writtenMoments(player, updates, decays, variables.names(), variables::get);
        written.ifPresent(moments::putAll);
      }
    }
    return moments;
  }
}
