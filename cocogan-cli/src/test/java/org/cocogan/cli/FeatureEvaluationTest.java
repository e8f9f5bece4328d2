package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureEvaluationTest {
  @TempDir static Path shared;
  private static TinyExperiment trained;
  private static Path network;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    trained = TinyExperiment.in(shared);
    for (int i = 8; i < 16; i++) {
      trained.addImage(i + ".png", TinyExperiment.SIDE, BufferedImage.TYPE_INT_RGB);
    }
    trained.train("--steps", 4).succeeding();
    network = TinyNetwork.write(shared.resolve("tiny.onnx"), 4, 1);
  }

  private static CommandRun run(String command, Object subject, Object... options) {
    List<Object> words = new ArrayList<>(List.of(command, subject, "--features", network));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static CommandRun evaluate(Object... options) {
    return run("evaluate", trained.run(), options);
  }

  private Path statistics() {
    Path file = folder.resolve("real.npz");
    run("stats", trained.images(), "--output", file).succeeding();
    return file;
  }

  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
    return run.errorLines().get(run.errorLines().size() - 1);
  }

  private static double value(JsonNode json, int score) {
    return json.get("scores").get(score).get("value").doubleValue();
  }

  @Test
  void writesStatisticsWithTheirProvenance() throws IOException {
    Path file = folder.resolve("real.npz");

    CommandRun run = run("stats", trained.images(), "--output", file).succeeding();

    assertThat(run.outputLines())
        .containsExactly(
            "wrote " + file + ": 4 features of tiny.onnx of 16 images of images (16x16), unit");
    assertThat(file).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("real.npz.json")))
        .contains("\"network\" : \"tiny.onnx\"", "\"count\" : 16", "images at 16x16");
  }

  @Test
  void scoresARunAgainstStatisticsAsAgainstTheirImages() {
    JsonNode byFile =
        evaluate("--against", statistics(), "--samples", 20, "--json").succeeding().json();
    JsonNode byImages =
        evaluate("--against", trained.images(), "--samples", 20, "--json").succeeding().json();

    assertThat(byFile.get("network").textValue()).isEqualTo("tiny.onnx");
    assertThat(byFile.get("preprocessing").textValue()).isEqualTo("unit");
    assertThat(byFile.get("step").intValue()).isEqualTo(4);
    JsonNode score = byFile.get("scores").get(0);
    assertThat(score.get("name").textValue()).isEqualTo("fid_by_tiny");
    assertThat(score.get("standard_error").doubleValue()).isPositive();
    assertThat(value(byFile, 0)).isPositive().isCloseTo(value(byImages, 0), within(1e-9));
  }

  @Test
  void neverCallsAnotherNetworksScoreFid() {
    CommandRun run = evaluate("--against", statistics(), "--samples", 20).succeeding();

    assertThat(run.outputLines().get(2)).matches("score +value +std\\. error  better");
    assertThat(run.outputLines().get(3))
        .startsWith("  fid_by_tiny ")
        .endsWith(
            "lower    Fréchet distance of 20 images to 16 images of images at 16x16; tiny.onnx,"
                + " unit");
  }

  @Test
  void computesAllMetricsOfFeaturesAtOnceAndDrawsWhereItIsWorst() throws IOException {
    JsonNode json =
        evaluate(
                "--against",
                trained.images(),
                "--samples",
                12,
                "--metrics",
                "fid,kid,inception_score,precision_recall,density_coverage,path_length,patch_fid,seam",
                "--output",
                folder,
                "--json")
            .succeeding()
            .json();

    assertThat(json.get("scores"))
        .map(score -> score.get("name").textValue())
        .startsWith(
            "fid_by_tiny",
            "kid_by_tiny",
            "inception_score_by_tiny",
            "precision_by_tiny",
            "recall_by_tiny",
            "density_by_tiny",
            "coverage_by_tiny",
            "path_length_by_tiny",
            "patch_fid_by_tiny",
            "patch_fid_worst_by_tiny");
    assertThat(json.get("maps").get(0).get("values")).hasSize(2);
    BufferedImage map = ImageIO.read(folder.resolve("patch_fid_by_tiny-map.png").toFile());
    assertThat(map.getWidth()).isGreaterThan(400);
    assertThat(folder.resolve("scores.json")).isNotEmptyFile();
  }

  @Test
  void drawsACurveOverAllCheckpoints() throws IOException {
    JsonNode json =
        evaluate("--against", statistics(), "--samples", 10, "--all-checkpoints", "--json")
            .succeeding()
            .json();

    assertThat(json.get("checkpoints"))
        .map(checkpoint -> checkpoint.get("step").intValue())
        .containsExactly(2, 4);
    assertThat(value(json.get("checkpoints").get(1), 0)).isEqualTo(value(json, 0));
    assertThat(value(json.get("checkpoints").get(0), 0)).isNotEqualTo(value(json, 0));
    BufferedImage curve =
        ImageIO.read(trained.run().resolve("evaluation/fid_by_tiny.png").toFile());
    assertThat(curve.getWidth()).isGreaterThan(400);
    CommandRun table =
        evaluate("--against", statistics(), "--samples", 10, "--all-checkpoints").succeeding();
    assertThat(table.outputLines().get(0))
        .isEqualTo("10 images of 16x16 of each of 2 checkpoints, seed 0");
    assertThat(table.outputLines()).anyMatch(line -> line.matches(" +4 +\\d+\\.\\d{4} .*"));
  }

  @Test
  void scoresTheImagesOfAFolderAsThoseOfTheRun() {
    Path drawn = folder.resolve("drawn");
    CommandRun.of("generate", trained.run(), "--count", 20, "--output", drawn).succeeding();

    JsonNode byFolder =
        run("evaluate", drawn, "--against", trained.images(), "--json").succeeding().json();
    JsonNode byRun =
        evaluate("--against", trained.images(), "--samples", 20, "--json").succeeding().json();

    assertThat(byFolder.get("samples").intValue()).isEqualTo(20);
    assertThat(byFolder.has("step")).isFalse();
    assertThat(value(byFolder, 0)).isCloseTo(value(byRun, 0), within(1e-9));
  }

  @Test
  void scoresOneCheckpoint() {
    JsonNode json =
        run("evaluate", trained.checkpoint(2), "--against", statistics(), "--json")
            .succeeding()
            .json();

    assertThat(json.get("step").intValue()).isEqualTo(2);
    assertThat(trained.checkpoint(2).resolve("evaluation")).doesNotExist();
  }

  @Test
  void refusesImagesOfSeveralSizesUnlessOneIsStated() throws IOException {
    TinyExperiment mixed = TinyExperiment.in(folder.resolve("mixed"));
    mixed.addImage("large.png", 20, BufferedImage.TYPE_INT_RGB);
    Path output = folder.resolve("mixed.npz");

    assertThat(refusal(run("stats", mixed.images(), "--output", output)))
        .contains("large.png", "it is 20x20 pixels large where others are 16x16; a stated size");
    assertThat(output).doesNotExist();
    run("stats", mixed.images(), "--output", output, "--size", "16,16").succeeding();
  }

  @Test
  void countsRepeatedImagesOfAFolder() throws IOException {
    Path repeated = Files.createDirectories(folder.resolve("repeated"));
    Path one = trained.images().resolve("0.png");
    for (int i = 0; i < 3; i++) {
      Files.copy(one, repeated.resolve(i + ".png"));
    }

    CommandRun run = run("evaluate", repeated, "--against", trained.images(), "--json");

    assertThat(run.succeeding().json().get("samples").intValue()).isEqualTo(3);
  }

  @Test
  void refusesStatisticsOfAnotherNetworkOrDimension() throws IOException {
    Path real = statistics();
    Path other = TinyNetwork.write(folder.resolve("other.onnx"), 4, 2);
    Path wider = TinyNetwork.write(folder.resolve("wider.onnx"), 5, 1);

    assertThat(
            refusal(
                CommandRun.of("evaluate", trained.run(), "--against", real, "--features", other)))
        .contains(real + ": was measured with the network tiny.onnx", "not with other.onnx");
    assertThat(
            refusal(
                CommandRun.of("evaluate", trained.run(), "--against", real, "--features", wider)))
        .contains(real + ": holds statistics of 4 features but the network wider.onnx has 5");
  }

  @Test
  void saysOnceWhereImagesAreFewerThanFeatures() {
    CommandRun run =
        evaluate("--against", statistics(), "--samples", 4, "--all-checkpoints").succeeding();

    assertThat(run.errorLines())
        .filteredOn(line -> line.startsWith("fid: 4 samples are fewer than the 5 that 4 features"))
        .hasSize(1);
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(refusal(evaluate("--metrics", "kid")))
        .isEqualTo(
            "the metric kid compares with real images; name them, or a file of their statistics,"
                + " with --against");
    assertThat(refusal(run("evaluate", folder.resolve("nothing"))))
        .isEqualTo(
            folder.resolve("nothing")
                + " does not exist; name the folder of a run, such as runs/EXP_NAME, or of images");
    assertThat(
            refusal(
                CommandRun.of(
                    "evaluate",
                    trained.run(),
                    "--against",
                    trained.images(),
                    "--features",
                    folder.resolve("no.onnx"))))
        .contains("no.onnx");
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(run("stats", trained.images(), "--output", "real.txt").errors())
        .startsWith("--output must end in .npz.");
    assertThat(evaluate("--preprocessing", "inception").exitCode()).isEqualTo(2);
  }
}
