package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.cli.PluggedExperiment.failure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.metric.MetricProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Plugins that do not keep what their interfaces promise: the jar, what came, what was expected.
 */
class PluginContractTest {
  private static final String DATA =
      """
      package com.example;
      import org.cocogan.dataset.*;
      import org.cocogan.patch.Size;
      public final class BlackProvider implements DatasetProvider {
        public String name() { return "black"; }
        public String description() { return "black"; }
        public Dataset open(DatasetRequest request) {
          return new Dataset() {
            public String name() { return "black squares"; }
            public int count() { return 9; }
            public Size imageSize() { return request.imageSize(); }
            public int channels() { return request.channels(); }
            public void read(
                int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {}
            public void close() {}
          };
        }
      }
      """;

  private static final String METRIC =
      """
      package com.example;
      import java.util.*;
      import org.cocogan.metric.*;
      public final class OneProvider implements MetricProvider {
        public String name() { return "one"; }
        public String description() { return "One."; }
        public Metric create(MetricRequest request) {
          return new Metric() {
            public void add(byte[] image) {}
            public List<Score> scores() {
              return List.of(new Score("one", 1, OptionalDouble.empty(), Score.Better.NEITHER, "always one"));
            }
            public void close() {}
          };
        }
      }
      """;

  @TempDir Path folder;
  private PluggedExperiment plugged;

  @BeforeEach
  void makeTheFolders() throws IOException {
    plugged = PluggedExperiment.in(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Dataset() | if (true) return null; return new Dataset() | open(...) gave null;"
            + " expected an object",
        "return 9; | return 0; | count() gave 0; expected at least one image",
        "return request.imageSize(); | return new Size(8, 8); | imageSize() gave 8x8; expected"
            + " 16x16",
        "return request.imageSize(); | return null; | imageSize() gave null; expected 16x16",
        "return request.channels(); | return 1; | channels() gave 1; expected 3",
        "return \"black squares\"; | return null; | name() gave null; expected an object",
      })
  void holdsDataSetsToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = plugged.jar(DatasetProvider.class, "BlackProvider", DATA, replaced, code);

    assertThat(failure(plugged.with("train", "--set", "data_params.dataset=black")))
        .isEqualTo("plugin " + jar + ", data set black: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Metric() | if (true) return null; return new Metric() | create(...) gave null;"
            + " expected an object",
        "\"one\", 1, | \"one\", Math.sqrt(-1), | the value of one gave NaN; expected a number",
        "OptionalDouble.empty(), | OptionalDouble.of(1.0 / 0), | the standard error of one gave"
            + " OptionalDouble[Infinity]; expected a number, or none",
        "OptionalDouble.empty(), | null, | standardError() of one gave null; expected an object",
        "return List.of(new Score | if (true) return null; return List.of(new Score | scores()"
            + " gave null; expected an object",
        "public void close() {} | public void close() {} public List<ScoreMap> maps() { return"
            + " List.of(new ScoreMap(\"map\", new double[2][0], Score.Better.LOWER, \"a map\")); }"
            + " | the values of map gave rows that are empty or of several lengths; expected rows"
            + " and columns",
      })
  void holdsMetricsToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = plugged.jar(MetricProvider.class, "OneProvider", METRIC, replaced, code);

    CommandRun run =
        CommandRun.of(
            "evaluate",
            plugged.tiny().images(),
            "--plugins",
            plugged.plugins(),
            "--metrics",
            "one");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).last().isEqualTo("plugin " + jar + ", metric one: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Engine( | if (true) return null; return new Engine( | start(...) gave null;"
            + " expected an object",
        "return \"DJL, called NAME\"; | return null; | description() gave null; expected an"
            + " object",
        "return inner.newVariables(); | return null; | newVariables() gave null; expected an"
            + " object",
        "return new Compiled(inner.compile(definition, variables)); | return null; | compile(...)"
            + " gave null; expected an object",
        "return inner.train(inputs, update); | return null; | train(...) gave null; expected an"
            + " object",
      })
  void holdsEnginesToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar =
        TestEngine.jar(plugged.plugins(), "mine", Map.of(replaced.replace("NAME", "mine"), code));

    assertThat(failure(plugged.with("train", "--backend", "mine", "--steps", 1)))
        .isEqualTo("plugin " + jar + ", backend mine: " + problem);
  }
}
