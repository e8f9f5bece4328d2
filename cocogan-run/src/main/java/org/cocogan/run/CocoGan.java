package org.cocogan.run;

import com.google.inject.Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.experiment.Experiment;
import org.cocogan.plugin.PluginFolder;
import org.cocogan.plugin.PluginLoader;
import org.cocogan.plugin.Plugins;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/**
 * The way into the library: reads experiments, trains them, opens what they have learned, and
 * scores images.
 *
 * <p>Engines, networks, data sets and metrics are those that the class path offers, and plugins.
 * Any number of threads may use one of these, and any number of experiments may train side by side.
 */
public final class CocoGan {
  private final Workbench workbench;

  private CocoGan(Workbench workbench) {
    this.workbench = workbench;
  }

  /** Opens the library with what the class path offers. */
  public static CocoGan create() {
    return new CocoGan(Workbench.create(Plugins.none()));
  }

  /**
   * Opens the library with the plugins of a folder, too.
   *
   * @param folder of jars; their code runs in this JVM
   * @param notices told which jars are used, and which are left out and why
   * @throws org.cocogan.CocoGanException if there is no such folder
   */
  public static CocoGan withPlugins(Path folder, Consumer<String> notices) {
    return new CocoGan(Workbench.create(new PluginLoader(notices).load(new PluginFolder(folder))));
  }

  /**
   * The same, with other bindings in the place of those that experiments are wired with.
   *
   * @param bindings what replaces, for instance, the generator or the merger of every experiment
   */
  public CocoGan overriding(Module bindings) {
    return new CocoGan(workbench.overriding(bindings));
  }

  /**
   * Reads an experiment.
   *
   * @param file YAML, as docs/configuration.md describes it
   * @throws org.cocogan.experiment.SettingsException with everything that is wrong with it
   */
  public Experiment read(Path file) {
    return workbench.read(file, Map.of()).experiment();
  }

  /**
   * Makes an experiment from settings.
   *
   * @param settings YAML values by section and key, such as {@code train_params.steps} and {@code
   *     100}; the rest is as docs/configuration.md says
   * @throws org.cocogan.experiment.SettingsException with everything that is wrong with them
   */
  public Experiment experiment(Map<String, String> settings) {
    return workbench.read(settings).experiment();
  }

  /** A training of an experiment in its run's folder, from the start or the latest checkpoint. */
  public Training training(Experiment experiment) {
    return new Training(workbench, experiment);
  }

  /**
   * Opens the latest whole checkpoint of a run for drawing.
   *
   * @param folder the run's folder, or that of one of its checkpoints
   * @throws org.cocogan.CocoGanException if there is no run, or it has no checkpoint
   */
  public TrainedRun open(Path folder) throws IOException {
    return TrainedRun.forDrawing(
        workbench, folder, Optional.empty(), Precision.FLOAT32, notice -> {});
  }

  /**
   * Scores of images by what a feature network sees in them.
   *
   * @param network an ONNX model that gives features, such as an imported Inception
   */
  public Scoring scoring(Path network) {
    return new Scoring(workbench, network);
  }
}
