package org.cocogan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.cocogan.eval.statistics.StatisticsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeveloperBenchmarksTest {
  private static final String[] SMALL = {"--width=1", "--micro=4", "--steps=1", "--batch=1"};

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private CommandLine program() {
    return DeveloperBenchmarks.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err));
  }

  private int data(String... options) {
    String[] words = new String[1 + SMALL.length + options.length];
    words[0] = "data";
    System.arraycopy(SMALL, 0, words, 1, SMALL.length);
    System.arraycopy(options, 0, words, 1 + SMALL.length, options.length);
    return program().execute(words);
  }

  @Test
  void measuresReadingAndTrainingFromPacks() throws Exception {
    assertThat(data("--sides=8,16", "--megabytes=1", "--json")).isZero();

    JsonNode report = JsonMapper.builder().build().readTree(out.toString());
    assertThat(report.path("reading")).hasSize(2);
    assertThat(report.path("training")).hasSize(2);
    for (int i = 0; i < 2; i++) {
      JsonNode reading = report.path("reading").get(i);
      assertThat(reading.path("side").asInt()).isEqualTo(8 << i);
      assertThat(reading.path("warm_patches_per_s").asDouble()).isPositive();
      JsonNode training = report.path("training").get(i);
      assertThat(training.path("side").asInt()).isEqualTo(8 << i);
      assertThat(training.path("step_s").asDouble()).isPositive();
      assertThat(training.path("data_wait").asDouble()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void measuresTheArithmeticOfFid(@TempDir Path folder) throws Exception {
    assertThat(program().execute("fid", "--dimension=40", "--save=" + folder, "--json")).isZero();

    JsonNode engines = JsonMapper.builder().build().readTree(out.toString()).path("engines");
    assertThat(engines).hasSize(2);
    for (String rank : List.of("full_rank", "rank_deficient")) {
      double value = engines.get(0).path(rank + "_fid").asDouble();
      assertThat(value).isPositive();
      assertThat(engines.get(1).path(rank + "_fid").asDouble()).isCloseTo(value, within(1e-9));
      assertThat(engines.get(0).path(rank + "_cpu_s").asDouble()).isNotNegative();
    }
    assertThat(StatisticsFile.read(folder.resolve("deficient-2.npz")).moments().count())
        .hasValue(20);
  }

  @Test
  void refusesImagesThatAreNoWholeNumberOfMicroPatches() {
    assertThat(data("--sides=8,18")).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString())
        .contains("--sides takes multiples of a micro patch's 4 pixels from 8 to 16384, not 18");
  }
}
