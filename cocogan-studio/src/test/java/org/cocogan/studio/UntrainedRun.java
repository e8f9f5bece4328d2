package org.cocogan.studio;

import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.cocogan.experiment.Experiment;
import org.cocogan.plugin.Plugins;
import org.cocogan.run.RunDirectory;
import org.cocogan.tensor.Variables;
import org.cocogan.train.InitialValues;
import org.cocogan.train.Networks;
import org.cocogan.wiring.Workbench;

/**
 * A run whose weights are as they were drawn at first: images of 16x32 pixels in micro patches of
 * 4x4.
 *
 * @param path its folder
 */
record UntrainedRun(Path path, Map<String, String> settings) {
  /** Settings of one that can complete pictures. */
  static final Map<String, String> GUIDED =
      Map.of("loss_params.code_loss_w", "1", "train_params.Q_update_period", "1");

  /** Settings of one whose generator has styles. */
  static final Map<String, String> STYLED =
      Map.of(
          "model_params.generator", "style",
          "model_params.discriminator", "style-conditional",
          "model_params.variant", "paper");

  static final Workbench WORKBENCH = Workbench.create(Plugins.none());

  /**
   * Writes a run with one checkpoint.
   *
   * @param others settings by section and key, in the place of the usual ones
   */
  static UntrainedRun write(Path folder, String name, Map<String, String> others)
      throws IOException {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "data_params.dataset", "./nowhere",
                "data_params.full_image_size", "[16, 32]",
                "data_params.macro_patch_size", "[8, 8]",
                "data_params.micro_patch_size", "[4, 4]",
                "data_params.coordinate_system", "euclidean",
                "train_params.backend", "onnx",
                "model_params.ngf_base", "2",
                "model_params.ndf_base", "2",
                "model_params.z_dim", "4"));
    settings.put("train_params.batch_size", "4");
    settings.put("log_params.exp_name", name);
    settings.put("log_params.log_dir", folder.toString());
    settings.putAll(others);
    UntrainedRun run = new UntrainedRun(folder.resolve(name), settings);
    new RunDirectory(run.path()).write(run.experiment());
    run.save(1);
    return run;
  }

  private Experiment experiment() {
    return WORKBENCH.read(settings).experiment();
  }

  /** Adds a checkpoint, whose weights are others at each step. */
  void save(long step) {
    Injector injector = WORKBENCH.assemble(experiment());
    Variables variables = injector.getInstance(Variables.class);
    InitialValues.set(injector.getInstance(Networks.class).parameters(), step, variables);
    new RunDirectory(path)
        .checkpoints(3, notice -> {})
        .save(step, experiment().toYaml(), variables);
    variables.close();
  }
}
