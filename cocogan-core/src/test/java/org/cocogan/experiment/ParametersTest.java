package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parameters that a coordinate system, a network, a data set or a metric takes by itself. */
class ParametersTest {
  /** The smallest file with a coordinate system that takes parameters: its section is line 11. */
  private static String cylindrical(String... lines) {
    return Examples.section("model_params", lines).replace("euclidean", "cylindrical");
  }

  @Test
  void readsWhatTheProviderDescribesAndFillsInTheRest() {
    String yaml =
        cylindrical("coordinate_parameters:", "  angle: 1e-1", "  closed: Yes", "  word: '3'");

    assertThat(Examples.read(yaml).network().coordinateParameters())
        .isEqualTo(Map.of("angle", "0.1", "count", "1", "closed", "true", "word", "3"));
    assertThat(Examples.read(cylindrical("z_dim: 1")).network().coordinateParameters())
        .isEqualTo(Map.of("angle", "1.0", "count", "1", "closed", "false", "word", ""));
  }

  @Test
  void saysWhichLineIsWrongAndWhatWouldBeRight() {
    assertThat(
            Examples.problems(
                cylindrical(
                    "coordinate_parameters:",
                    "  angel: 2",
                    "  count: 10",
                    "  closed: ajar",
                    "  word: [1]")))
        .containsExactly(
            "run.yaml:12: model_params.coordinate_parameters: at word must be a word, a number,"
                + " True or False, not a list");
    assertThat(
            Examples.problems(
                cylindrical(
                    "coordinate_parameters:", "  angel: 2", "  count: 10", "  closed: ajar")))
        .containsExactly(
            "run.yaml:13: model_params.coordinate_parameters.angel: unknown parameter; did you mean"
                + " angle?",
            "run.yaml:14: model_params.coordinate_parameters.count: must be a whole number from 1"
                + " to 9, not 10",
            "run.yaml:15: model_params.coordinate_parameters.closed: must be True or False, not"
                + " ajar");
  }

  @Test
  void refusesParametersOfWhatTakesNone() {
    assertThat(
            Examples.problems(
                Examples.section("model_params", "discriminator_parameters: {width: 3}")))
        .containsExactly(
            "run.yaml:12: model_params.discriminator_parameters.width: unknown parameter; known:"
                + " none");
    assertThat(
            Examples.problems(
                Examples.with("dataset: quickstart", "dataset: ./x\n  dataset_parameters: {a: 1}")))
        .containsExactly(
            "run.yaml:3: data_params.dataset_parameters.a: unknown parameter; known: none");
  }

  @Test
  void asksForParametersThatHaveNoDefault() {
    assertThat(Examples.problems(Examples.with("dataset: quickstart", "dataset: rooms")))
        .containsExactly(
            "run.yaml:1: data_params.dataset_parameters.floor: is missing; it must be a whole"
                + " number from 0 to 9");
  }

  @Test
  void takesTheNetworksShorthandsForTheParametersOfThoseThatHaveThem() {
    String styled = Examples.section("model_params", "generator: styled", "mapping_layers: 3");

    assertThat(Examples.read(styled).network().generatorParameters())
        .isEqualTo(Map.of("mapping_layers", "3", "shape", "round"));
    assertThat(
            Examples.read(
                    Examples.section("model_params", "generator: cocogan", "mapping_layers: 3"))
                .network()
                .generatorParameters())
        .isEmpty();
    assertThat(
            Examples.read(styled)
                .networkDifferences(Examples.read(styled.replace("layers: 3", "layers: 4"))))
        .extracting(Difference::key)
        .containsExactly("model_params.generator_parameters");
  }

  @Test
  void holdsMetricsToTheirParametersToo() {
    String yaml = "log_params:\n  metric_parameters:\n    kid: {subsets: 50}\n    fid: {}\n";
    String file = Examples.SMALLEST.replace("log_params:\n", yaml);

    assertThat(Examples.read(file).log().metricParameters())
        .isEqualTo(Map.of("kid", Map.of("subsets", "50"), "fid", Map.of()));
    assertThat(Examples.problems(file.replace("kid:", "kit:").replace("fid: {}", "fid: {x: 1}")))
        .containsExactly(
            "run.yaml:11: log_params.metric_parameters.kit: there is no metric of this name; did"
                + " you mean kid?; known: fid or kid",
            "run.yaml:12: log_params.metric_parameters.fid.x: unknown parameter; known: none");
  }
}
