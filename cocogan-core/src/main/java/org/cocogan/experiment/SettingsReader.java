package org.cocogan.experiment;

import java.nio.file.Path;
import java.util.Map;

/**
 * Reads experiments from YAML files: those of the COCO-GAN authors as they are, and those with our
 * further keys.
 */
public final class SettingsReader {
  private final KnownNames known;

  /**
   * Makes a reader.
   *
   * @param known the names that this installation, with its plugins, can resolve
   */
  public SettingsReader(KnownNames known) {
    this.known = known;
  }

  /**
   * Reads a file.
   *
   * @throws SettingsException with everything that is wrong with the file
   */
  public ExperimentFile read(Path file) {
    return read(file, Map.of());
  }

  /**
   * Reads a file, some of whose settings are given anew.
   *
   * @param file the file
   * @param given YAML values by section and key, such as {@code train_params.steps} and {@code
   *     100}; they count in place of the file's
   * @throws SettingsException with everything that is wrong with file and given values
   */
  public ExperimentFile read(Path file, Map<String, String> given) {
    return new SettingsReading(known, YamlText.of(file), given, "command line").result();
  }

  /**
   * Reads a text.
   *
   * @param name what to call it in messages
   * @param yaml the text
   * @throws SettingsException with everything that is wrong with the text
   */
  public ExperimentFile read(String name, String yaml) {
    return new SettingsReading(known, new YamlText(name, yaml), Map.of(), name).result();
  }

  /**
   * Reads settings that no file holds.
   *
   * @param settings YAML values by section and key, such as {@code train_params.steps} and {@code
   *     100}
   * @throws SettingsException with everything that is wrong with them
   */
  public ExperimentFile read(Map<String, String> settings) {
    String empty = String.join(": {}\n", Section.keys()) + ": {}\n";
    return new SettingsReading(known, new YamlText("settings", empty), settings, "settings")
        .result();
  }
}
