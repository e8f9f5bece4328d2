package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.plugin.Plugins;
import org.cocogan.provider.Provider;
import org.cocogan.report.inspect.Inspection;
import org.cocogan.wiring.Catalogue;
import org.cocogan.wiring.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever stands for a setting or a parameter is taken, or refused in words for people. */
class HostileSettingsTest {
  private static final List<String> VALUES =
      List.of(
          "-1",
          "0",
          "2.5",
          "1e11",
          "9223372036854775807",
          "-1e308",
          "1e-320",
          "NaN",
          "inf",
          "''",
          "[65536, 65536]",
          "{a: 1e11}");

  @TempDir Path folder;
  private TinyExperiment tiny;
  private Workbench workbench;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
    workbench = Workbench.create(Plugins.none());
  }

  @Test
  void checksEveryKey() {
    List<String> keys = keys(workbench.read(tiny.configuration(), Map.of()).experiment().toYaml());
    assertThat(keys).hasSizeGreaterThan(60).contains("train_params.batch_size");

    for (String key : keys) {
      VALUES.forEach(value -> check(Map.of(key, value)));
    }
  }

  /** Those of a configuration, with their sections. */
  private static List<String> keys(String yaml) {
    List<String> keys = new ArrayList<>();
    String section = "";
    for (String line : yaml.lines().toList()) {
      if (line.matches("\\w+:")) {
        section = line.replace(':', '.');
      } else if (line.matches("  \\w+:.*")) {
        keys.add(section + line.substring(2, line.indexOf(':')));
      }
    }
    return keys;
  }

  @ParameterizedTest
  @CsvSource({
    "coordinate system, data_params.coordinate_system, model_params.coordinate_parameters",
    "generator, model_params.generator, model_params.generator_parameters",
    "discriminator, model_params.discriminator, model_params.discriminator_parameters",
    "merger, model_params.merger, model_params.merger_parameters",
    "cropper, data_params.cropper, data_params.cropper_parameters",
    "data set, data_params.dataset, data_params.dataset_parameters"
  })
  void checksEveryParameter(String kind, String chooser, String parameters) {
    SortedMap<String, SortedMap<String, Provider>> kinds =
        workbench.instance(Catalogue.class).kinds();
    assertThat(kinds).containsKey(kind);
    kinds
        .getOrDefault(kind, new TreeMap<>())
        .forEach(
            (name, provider) ->
                Catalogue.parameters(provider)
                    .forEach(
                        parameter ->
                            VALUES.forEach(
                                value ->
                                    check(
                                        Map.of(
                                            chooser,
                                            name,
                                            parameters,
                                            "{" + parameter.name() + ": " + value + "}")))));
  }

  /** What the command check does. */
  private void check(Map<String, String> settings) {
    try {
      ExperimentFile file = workbench.read(tiny.configuration(), settings);
      Inspection.of(workbench, file);
    } catch (CocoGanException refused) {
      assertThat(refused).as(settings.toString()).message().isNotBlank();
    } catch (RuntimeException fault) {
      throw new AssertionError("fault at " + settings, fault);
    }
  }
}
