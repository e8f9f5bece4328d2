package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {
  @TempDir static Path shared;
  private static TinyExperiment tiny;
  private static byte[] logged = {};

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyExperiment.in(shared);
    tiny.train().succeeding();
    tiny.train("--set", "log_params.exp_name=whole", "--set", "model_params.generator=full-image")
        .succeeding();
    logged = Files.readAllBytes(metrics("tiny"));
  }

  @BeforeEach
  void restoreTheLog() throws IOException {
    Files.write(metrics("tiny"), logged);
  }

  private static Path metrics(String run) {
    return tiny.run(run).resolve("metrics.jsonl");
  }

  private static CommandRun compare(Object... options) {
    List<Object> words = new ArrayList<>(List.of("compare", tiny.run(), tiny.run("whole")));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines()).hasSize(1);
    return run.errorLines().get(0);
  }

  /** As training does, for a run whose steps took two seconds each. */
  private static void log(String run, String... lines) throws IOException {
    List<String> all = new ArrayList<>();
    for (int step = 1; step <= 4; step++) {
      all.add(
          String.format(
              Locale.ROOT,
              "{\"step\":%d,\"seconds\":%d,\"peak_memory_bytes\":1048576}",
              step,
              2 * step));
    }
    all.addAll(List.of(lines));
    Files.write(metrics(run), all);
  }

  private static JsonNode checked(String run) {
    return CommandRun.of("check", tiny.run(run).resolve("config.yaml"), "--json")
        .succeeding()
        .json();
  }

  @Test
  void setsSizesWorkMemoryAndTimeSideBySide() throws IOException {
    log("whole", "{\"step\":5,\"seconds\":1}", "{\"step\":6,\"seconds\":3}", "{\"step\":");

    JsonNode runs = compare("--json").succeeding().json().get("runs");

    assertThat(runs).hasSize(2);
    for (JsonNode run : runs) {
      JsonNode checked = checked(run.get("name").textValue());
      assertThat(run.get("steps").intValue()).isEqualTo(4);
      assertThat(run.get("batch_size").intValue()).isEqualTo(4);
      assertThat(run.get("parameters").get("generator"))
          .isEqualTo(checked.get("parameters").get("generator"));
      assertThat(run.get("multiply_accumulates").get("per_image"))
          .isEqualTo(checked.get("multiply_accumulates").get("per_image"));
      assertThat(run.get("scores")).isEmpty();
    }
    assertThat(runs.get(0).get("peak_memory_bytes").longValue()).isGreaterThan(1 << 20);
    assertThat(runs.get(1).get("peak_memory_bytes").longValue()).isEqualTo(1 << 20);
    assertThat(runs.get(1).get("seconds_per_step").doubleValue()).isEqualTo(2);
  }

  @Test
  void takesTheScoresThatTrainingHasLogged() throws IOException {
    log("tiny", "{\"step\":2,\"fid\":30.5}", "{\"step\":4,\"fid\":20.25}");
    log("whole", "{\"step\":2,\"fid\":25}", "{\"step\":4,\"fid\":28}");

    CommandRun run = compare("--output", folder.resolve("compared")).succeeding();

    assertThat(run.outputLines().get(0)).startsWith("| Run   | Best fid | At step |  Last |");
    assertThat(run.outputLines().get(1)).startsWith("|:------|---------:|--------:|------:|");
    assertThat(run.outputLines().get(2)).startsWith("| tiny  |    20.25 |       4 | 20.25 |");
    assertThat(run.outputLines().get(3)).startsWith("| whole |    25.00 |       2 | 28.00 |");
    assertThat(TinyExperiment.files(folder.resolve("compared")))
        .map(TinyExperiment::name)
        .containsExactly(
            "comparison.json", "comparison.md", "score-by-seconds.png", "score-by-steps.png");
    JsonNode json =
        new CommandRun(0, Files.readString(folder.resolve("compared/comparison.json")), "").json();
    JsonNode last = json.get("runs").get(0).get("scores").get(1);
    assertThat(last.get("seconds").doubleValue()).isEqualTo(8);
    assertThat(last.get("value").doubleValue()).isEqualTo(20.25);
  }

  @Test
  void summarisesRunsThatDifferInTheirSeedAlone() throws IOException {
    tiny.train("--seeds", "3,5", "--steps", 1).succeeding();
    log("tiny", "{\"step\":4,\"fid\":20}");
    log("tiny-seed-3", "{\"step\":1,\"fid\":10}", "{\"step\":2,\"fid\":12}");
    log("tiny-seed-5", "{\"step\":1,\"fid\":13}");
    Object[] words = {"compare", tiny.run("tiny-seed-3"), tiny.run("tiny-seed-5"), tiny.run()};

    List<String> lines = CommandRun.of(words).succeeding().outputLines();
    assertThat(lines)
        .containsSubsequence(
            "| Recipe | Seeds | Mean best fid |    Mean last |",
            "|:-------|------:|--------------:|-------------:|",
            "| tiny   |  3, 5 |  11.50 ± 2.12 | 12.50 ± 0.71 |");
    JsonNode recipes =
        CommandRun.of(Stream.concat(Stream.of(words), Stream.of("--json")).toArray())
            .succeeding()
            .json()
            .get("recipes");
    assertThat(recipes).hasSize(1);
    assertThat(recipes.get(0).get("runs")).hasSize(2);
    assertThat(recipes.get(0).at("/best/mean").doubleValue()).isEqualTo(11.5);
    assertThat(recipes.get(0).at("/best/spread").doubleValue())
        .isCloseTo(Math.sqrt(4.5), within(1e-12));
    assertThat(compare().succeeding().output()).doesNotContain("Recipe");
  }

  @Test
  void measuresAllCheckpointsAgainstTheSameImages() throws IOException {
    Path network = TinyNetwork.write(folder.resolve("net.onnx"), 5, 1);

    JsonNode json =
        compare(
                "--against",
                tiny.images(),
                "--features",
                network,
                "--samples",
                16,
                "--all-checkpoints",
                "--json")
            .succeeding()
            .json();

    assertThat(json.get("score").textValue()).startsWith("fid").contains("net");
    assertThat(json.get("description").textValue()).contains("16 images");
    for (JsonNode run : json.get("runs")) {
      assertThat(run.get("scores").findValuesAsText("step")).containsExactly("2", "4");
      double best = run.get("best").get("value").doubleValue();
      assertThat(run.get("scores"))
          .allSatisfy(
              point -> assertThat(point.get("value").doubleValue()).isGreaterThanOrEqualTo(best));
      CommandRun alone =
          CommandRun.of(
                  "evaluate",
                  run.get("folder").textValue(),
                  "--against",
                  tiny.images(),
                  "--features",
                  network,
                  "--samples",
                  16,
                  "--json")
              .succeeding();
      assertThat(run.get("scores").get(1).get("value").doubleValue())
          .isCloseTo(alone.json().get("scores").get(0).get("value").doubleValue(), within(1e-6));
    }
  }

  @Test
  void refusesScoresOfDifferentNetworks() throws IOException {
    log("tiny", "{\"step\":2,\"fid\":30}");
    log("whole", "{\"step\":2,\"fid_other\":25}");

    assertThat(refusal(compare()))
        .isEqualTo(
            "training has logged scores that do not compare (fid, fid_other); measure all runs"
                + " --against the same");
  }

  @Test
  void refusesWhatIsNoRun() {
    assertThat(refusal(CommandRun.of("compare", tiny.run(), folder)))
        .startsWith(folder + " is no run: it has no config.yaml");
  }

  @Test
  void refusesARunThatIsNamedTwice() {
    assertThat(refusal(CommandRun.of("compare", tiny.run(), tiny.run())))
        .isEqualTo(tiny.run() + " is named twice; a run is compared with others");
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(CommandRun.of("compare", tiny.run()).exitCode()).isEqualTo(2);
    assertThat(compare("--samples", 0).exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--all-checkpoints", "--samples=8", "--metric=kid", "--features=net.onnx"})
  void measuresNothingWithoutSomethingToMeasureAgainst(String option) {
    CommandRun run = compare(option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines().get(0))
        .startsWith(option.replaceFirst("=.*", "") + " needs --against");
  }

  @Test
  void looksAtTheOutputBeforeItMeasures() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(refusal(compare("--against", folder.resolve("missing"), "--output", file)))
        .isEqualTo(
            "cannot make the folder "
                + file
                + ": a file of that name is in the way; choose another --output");
  }
}
