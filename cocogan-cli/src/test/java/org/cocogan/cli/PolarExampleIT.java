package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of examples/polar as its own build has made it, used as docs/plugins.md tells. */
class PolarExampleIT {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("examples/polar");

  /** Where its build puts the jar. */
  private static final Path JARS = EXAMPLE.resolve("target");

  @TempDir Path folder;

  private CommandRun run(String command, Object... options) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                command,
                EXAMPLE.resolve("irises.yaml"),
                "--plugins",
                JARS,
                "--set",
                "log_params.log_dir=" + folder));
    words.addAll(List.of(options));
    CommandRun run = CommandRun.of(words.toArray()).succeeding();
    assertThat(run.errorLines()).containsExactly("plugins: " + JARS.resolve("polar.jar"));
    return run;
  }

  @Test
  void trainsAndDrawsIrisesInPolarCoordinates() throws IOException {
    CommandRun training =
        run(
            "train",
            "--steps",
            2,
            "--set",
            "model_params.ngf_base=2",
            "--set",
            "model_params.ndf_base=2",
            "--set",
            "train_params.threads=1");
    assertThat(training.output()).contains("4000 images of drawn irises", "finished at step 2");

    Path run = folder.resolve("irises");
    Path drawn = folder.resolve("drawn");
    CommandRun.of("generate", run, "--plugins", JARS, "--count", 2, "--output", drawn).succeeding();
    assertThat(TinyExperiment.files(drawn)).hasSize(2);

    JsonNode scores =
        CommandRun.of("evaluate", run, "--plugins", JARS, "--samples", 2, "--json")
            .succeeding()
            .json()
            .get("scores");
    assertThat(scores.get(0).get("name").textValue()).isEqualTo("columns_closing");

    Path model = folder.resolve("irises.onnx");
    CommandRun.of("export", run, "--plugins", JARS, "--kind", "image", "--output", model)
        .succeeding();
    Path alone = folder.resolve("alone");
    CommandRun.of("generate", model, "--count", 1, "--output", alone).succeeding();
    Path first = Path.of("seed-0-image-000000.png");
    assertThat(Pictures.largestDifference(alone.resolve(first), drawn.resolve(first)))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void isCheckedLikeASystemOfTheProgram() {
    assertThat(run("check").output()).contains("irises", "polar");
  }

  @Test
  void placesRowsOutwardAndColumnsAround() {
    JsonNode positions = run("coordinates", "--json").json().get("macro_positions");

    assertThat(positions).hasSize(3 * 8);
    assertThat(positions.get(0).get("macro").toString()).isEqualTo("[0.2,0.0]");
    assertThat(positions.get(4).at("/macro/0").doubleValue()).isEqualTo(-0.2);
    assertThat(positions.get(2 * 8).get("macro").toString()).isEqualTo("[1.0,0.0]");
  }

  @Test
  void saysWhichParameterIsWrong() {
    CommandRun run =
        CommandRun.of(
            "check",
            EXAMPLE.resolve("irises.yaml"),
            "--plugins",
            JARS,
            "--set",
            "model_params.coordinate_parameters={inner_radius: 2}");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .last()
        .isEqualTo(
            "command line: model_params.coordinate_parameters.inner_radius: must be a number above"
                + " 0 and below 1, not 2");
  }
}
