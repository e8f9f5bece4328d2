package org.cocogan.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.cocogan.cli.CommandLineReader;
import org.cocogan.experiment.SettingsException;
import org.cocogan.plugin.Plugins;
import org.cocogan.wiring.Workbench;

/** Experiment files. */
final class SettingsTargets {
  private static final Workbench WORKBENCH = Workbench.create(Plugins.none());

  private SettingsTargets() {}

  static List<Target> all() {
    return List.of(
        Target.of(
                "settings",
                SettingsTargets::configurations,
                SettingsException.class,
                (input, folder) ->
                    WORKBENCH.read(Files.write(folder.resolve("x.yaml"), input), Map.of()))
            .with(new TextMutation(), new TextMutation()),
        // The whole of check: what the settings amount to is computed, too.
        Target.of(
                "check",
                SettingsTargets::configurations,
                CommandLineReader.Refusal.class,
                (input, folder) ->
                    CommandLineReader.run(
                        "check", Files.write(folder.resolve("x.yaml"), input).toString()))
            .with(new TextMutation(), new TextMutation())
            .costing(10));
  }

  private static List<byte[]> configurations() throws IOException {
    return Whole.files(
        "configs/small/portraits-32.yaml",
        "configs/small/panorama-64x192.yaml",
        "configs/CelebA_64x64_N2M2S32.yaml",
        "configs/style/1-progressive.yaml",
        "configs/LSUN_256x256_N2M2S128_Extrapolation.yaml");
  }
}
