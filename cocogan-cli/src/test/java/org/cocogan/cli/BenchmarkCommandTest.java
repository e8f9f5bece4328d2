package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringWriter;
import org.cocogan.cli.console.TerminalWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarkCommandTest {
  private static final String[] SMALL = {"--width", "1", "--micro", "4", "--steps", "1"};

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String benchmark, String... options) {
    CommandLine commandLine = Main.commandLine(new TerminalWriter(out), new TerminalWriter(err));
    String[] arguments = new String[2 + SMALL.length + options.length];
    arguments[0] = "benchmark";
    arguments[1] = benchmark;
    System.arraycopy(SMALL, 0, arguments, 2, SMALL.length);
    System.arraycopy(options, 0, arguments, 2 + SMALL.length, options.length);
    return commandLine.execute(arguments);
  }

  @Test
  void printsATrainingStepAsOneJsonObject() throws Exception {
    assertThat(run("training", "--batch", "3", "--json")).isZero();

    JsonNode report = JsonMapper.builder().build().readTree(out.toString());
    double step = report.path("step_s").asDouble();
    assertThat(step).isPositive();
    assertThat(report.path("train_images_per_s").asDouble()).isEqualTo(3 / step);
    assertThat(report.path("threads").asInt()).isEqualTo(2);
    assertThat(report.path("precision").asText()).isEqualTo("float32");
    assertThat(report.path("limit").asText()).isNotEmpty();
    assertThat(report.path("peak_share").asDouble())
        .isEqualTo(
            report.path("multiply_accumulates").asDouble()
                / step
                / report.path("peak_multiply_accumulates_per_s").asDouble());
  }

  @Test
  void printsGenerationAsOneJsonObject() throws Exception {
    assertThat(run("generation", "--patches", "5", "--json")).isZero();

    JsonNode report = JsonMapper.builder().build().readTree(out.toString());
    double batch = report.path("batch_s").asDouble();
    assertThat(batch).isPositive();
    assertThat(report.path("patches_per_s").asDouble()).isEqualTo(5 / batch);
    assertThat(report.path("peak_share").asDouble()).isPositive();
  }

  @Test
  void printsTextForPeople() {
    assertThat(run("training", "--batch", "2")).isZero();

    assertThat(out.toString())
        .startsWith("training step: width 1, batch 2, micro patch 4x4, median of 1")
        .contains("images/s", "multiply-accumulates", "% of it reached");
  }

  @Test
  void namesTheEnginesThereAreWhenAskedForAnother() {
    assertThat(run("generation", "--backend", "tensorflow"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);

    assertThat(err.toString()).contains("there is no backend tensorflow; there are [djl");
  }

  @Test
  void refusesABatchOfNothing() {
    assertThat(run("training", "--batch", "0")).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString()).contains("batch must be at least 1, not 0");
  }
}
