package org.cocogan.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The configuration file a command is for, and the values given in place of the file's. */
final class ExperimentArguments {
  @Parameters(paramLabel = "CONFIG.yaml", description = "The experiment.")
  private Path configuration;

  @Option(
      names = "--set",
      paramLabel = "SECTION.KEY=VALUE",
      description = "A value that stands for that of the file; may be repeated.")
  private Map<String, String> given = new LinkedHashMap<>();

  /** The file. */
  Path configuration() {
    return configuration;
  }

  /**
   * Reads the experiment and prints the warnings about it.
   *
   * @param further values of options of their own, by section and key; they win over --set
   * @throws org.cocogan.experiment.SettingsException with everything that is wrong
   */
  ExperimentFile read(Workbench workbench, Map<String, String> further, PrintWriter warnings) {
    Map<String, String> values = new LinkedHashMap<>(given);
    values.putAll(further);
    return warned(workbench.read(configuration, values), warnings);
  }

  /** The same for coordinates alone, without asking networks. */
  ExperimentFile readForCoordinates(Workbench workbench, PrintWriter warnings) {
    return warned(workbench.readForCoordinates(configuration, given), warnings);
  }

  private static ExperimentFile warned(ExperimentFile file, PrintWriter warnings) {
    file.warnings().forEach(warnings::println);
    return file;
  }
}
