package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FidDuringTrainingTest {
  private static final String NAME = "fid_by_tiny";

  @TempDir Path folder;
  private TinyExperiment tiny;
  private Path network;

  @BeforeEach
  void write() throws IOException {
    tiny = TinyExperiment.in(folder);
    network = TinyNetwork.write(folder.resolve("tiny.onnx"), 4, 1);
  }

  private CommandRun train(Object... options) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "--set",
                "log_params.fid_step=1",
                "--set",
                "data_params.num_test_samples=8",
                "--set",
                "log_params.fid_network=" + network));
    words.addAll(List.of(options));
    return tiny.train(words.toArray());
  }

  private Path best() {
    return tiny.run().resolve("ckpt/snapshot_best_fid");
  }

  private SortedMap<Integer, Double> scores() throws IOException {
    SortedMap<Integer, Double> scores = new TreeMap<>();
    for (String line : Files.readAllLines(tiny.run().resolve("metrics.jsonl"))) {
      JsonNode node = new ObjectMapper().readTree(line);
      if (node.has(NAME)) {
        scores.put(node.get("step").intValue(), node.get(NAME).doubleValue());
      }
    }
    return scores;
  }

  private JsonNode bestScore() throws IOException {
    return new ObjectMapper().readTree(best().resolve("score.json").toFile());
  }

  @Test
  void logsScoresDrawsTheirCurveAndKeepsTheBestCheckpoint() throws IOException {
    CommandRun run = train("--steps", 4, "--set", "train_params.checkpoints_kept=1").succeeding();

    SortedMap<Integer, Double> scores = scores();
    assertThat(scores).containsOnlyKeys(1, 2, 3, 4);
    double least = scores.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    assertThat(bestScore().get("value").doubleValue()).isEqualTo(least);
    assertThat(scores.get(bestScore().get("step").intValue())).isEqualTo(least);
    assertThat(tiny.run().resolve(NAME + ".png")).isNotEmptyFile();
    assertThat(tiny.checkpoints()).containsExactly("00000004");
    assertThat(run.outputLines())
        .anyMatch(line -> line.matches("step 1  fid_by_tiny \\d+\\.\\d{3}  the best so far"));
  }

  @Test
  void measuresWhatEvaluateMeasures() throws IOException {
    train("--steps", 2).succeeding();

    JsonNode json =
        CommandRun.of(
                "evaluate",
                tiny.run(),
                "--against",
                tiny.images(),
                "--features",
                network,
                "--samples",
                8,
                "--json")
            .succeeding()
            .json();

    assertThat(json.get("scores").get(0).get("value").doubleValue())
        .isCloseTo(scores().get(2), within(1e-3));
  }

  @Test
  void remembersTheBestWhenItIsResumed() throws IOException {
    train("--steps", 3).succeeding();
    double before = bestScore().get("value").doubleValue();

    train("--steps", 6).succeeding();

    SortedMap<Integer, Double> scores = scores();
    assertThat(scores).containsOnlyKeys(1, 2, 3, 4, 5, 6);
    double least = scores.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    assertThat(bestScore().get("value").doubleValue()).isEqualTo(least).isLessThanOrEqualTo(before);
  }

  @Test
  void changesNothingInTheTraining() throws IOException {
    tiny.train("--steps", 4).succeeding();
    byte[] without = Files.readAllBytes(tiny.tensors(4));

    train("--steps", 4, "--set", "log_params.exp_name=scored").succeeding();

    assertThat(tiny.run("scored").resolve("checkpoints/00000004/tensors.safetensors"))
        .hasBinaryContent(without);
  }

  @Test
  void startsAnotherRunFromTheBestCheckpoint() {
    train("--steps", 2).succeeding();

    CommandRun run =
        tiny.train(
            "--steps",
            1,
            "--set",
            "log_params.exp_name=further",
            "--set",
            "train_params.force_load_from_dir=" + best());

    assertThat(run.succeeding().outputLines()).contains("starting with the networks of " + best());
  }

  @Test
  void saysHowToGetTheFidNetwork() throws IOException {
    CommandRun run = train("--steps", 1, "--set", "log_params.fid_network=False").succeeding();

    assertThat(run.outputLines())
        .filteredOn(line -> line.startsWith("no FID in this training: "))
        .singleElement()
        .asString()
        .endsWith(
            " holds no FID network; './cocogan inception fetch', or 'inception import FILE', gets"
                + " it, and log_params.fid_network names another");
    assertThat(scores()).isEmpty();
  }

  @Test
  void drawsFromTheBestCheckpoint() throws IOException {
    train("--steps", 2).succeeding();

    CommandRun run =
        CommandRun.of(
            "generate", best(), "--count", 1, "--output", folder.resolve("drawn"), "--json");

    assertThat(run.succeeding().json().get("step").intValue())
        .isEqualTo(bestScore().get("step").intValue());
  }

  @Test
  void trainsWithoutScoresWhereThereIsNoNetwork() throws IOException {
    Path missing = folder.resolve("missing.onnx");

    CommandRun run = train("--steps", 2, "--set", "log_params.fid_network=" + missing).succeeding();

    assertThat(run.outputLines())
        .filteredOn(line -> line.startsWith("no FID in this training: "))
        .singleElement()
        .asString()
        .contains("missing.onnx");
    assertThat(scores()).isEmpty();
    assertThat(run.output()).contains("finished at step 2");
  }

  @Test
  void goesOnWhereAMeasurementFails() throws IOException {
    Path gone = folder.resolve("gone");

    CommandRun run = train("--steps", 2, "--set", "log_params.fid_reference=" + gone).succeeding();

    assertThat(run.outputLines())
        .filteredOn(line -> line.startsWith("no FID after step 1: ") && line.endsWith("; going on"))
        .singleElement()
        .asString()
        .contains(gone.toString());
    assertThat(tiny.run().resolve("train.log")).content().contains("at org.cocogan.");
    assertThat(run.output()).contains("finished at step 2");
    assertThat(scores()).isEmpty();
  }

  @Test
  void refusesStatisticsOfAnotherNetworkBeforeTheFirstStep() throws IOException {
    Path other = TinyNetwork.write(folder.resolve("other.onnx"), 4, 2);
    Path real = folder.resolve("real.npz");
    CommandRun.of("stats", tiny.images(), "--features", other, "--output", real).succeeding();

    CommandRun run = train("--steps", 1, "--set", "log_params.fid_reference=" + real).succeeding();

    assertThat(run.outputLines())
        .filteredOn(line -> line.startsWith("no FID in this training: " + real))
        .singleElement()
        .asString()
        .contains("was measured with the network other.onnx");
  }

  @Test
  void beginsAnewWhereTheBestWasMeasuredOtherwise() throws IOException {
    train("--steps", 2).succeeding();

    CommandRun run = train("--steps", 3, "--set", "data_params.num_test_samples=6").succeeding();

    assertThat(run.outputLines())
        .anyMatch(line -> line.matches("step 3  fid_by_tiny \\S+  the best so far"));
    assertThat(bestScore().get("step").intValue()).isEqualTo(3);
  }
}
