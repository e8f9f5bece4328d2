package org.cocogan.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.cocogan.data.Pack;
import org.cocogan.data.Packed;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.eval.statistics.StatisticsFile;
import org.cocogan.file.Digests;
import org.cocogan.run.StoredImages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What two executors make, of which one is killed, beside what one machine makes. Spark's own jars
 * come first on the class path of all.
 */
class ClusterIT {
  private static final int IMAGES = 700;

  /** Of a number, in percent: 1e-10 of it. */
  private static final double EXACT = 1e-8;

  @TempDir static Path folder;
  private static Path alone;
  private static Path together;
  private static SmallRun small;

  @BeforeAll
  static void makeEverythingTwice() throws Exception {
    small = SmallRun.in(folder.resolve("small"));
    alone = Files.createDirectories(folder.resolve("alone"));
    together = Files.createDirectories(folder.resolve("together"));
    Path network = FlatNetwork.write(folder.resolve("flat.onnx"));
    for (String name : List.of("small", "other")) {
      SmallRun.alone(
          "train", small.configuration(), "--set", "log_params.exp_name=" + name, "--steps", 2);
    }

    SubmittedApplication cluster =
        SubmittedApplication.start(
            together,
            joined(
                List.of(
                    withPieces(images(together), 12),
                    withPieces(packs(together), 4),
                    withPieces(picture(together), 3),
                    withPieces(statistics(network, together), 3),
                    withPieces(scores(network, together), 5),
                    withPieces(comparison(network, together), 2),
                    training("whole", 60),
                    training("stopped", 20),
                    training("stopped", 60))));
    FutureTask<Void> kills =
        new FutureTask<>(
            () -> {
              cluster.killAnExecutorOnceThereIs(together.resolve("images"), ".png", Duration.ZERO);
              // Opening the engine for the first round takes longer.
              cluster.killAnExecutorOnceThereIs(
                  small.run("whole"), "config.yaml", Duration.ofMillis(700));
              return null;
            });
    new Thread(kills).start();
    SmallRun.alone(images(alone));
    SmallRun.alone(packs(alone));
    SmallRun.alone(picture(alone));
    SmallRun.alone(statistics(network, alone));
    SmallRun.alone(scores(network, alone));
    SmallRun.alone(comparison(network, alone));
    assertThat(cluster.await()).as(cluster.output()).isZero();
    kills.get();
    assertThat(cluster.output().lines().filter(line -> line.contains("ExecutorLostFailure")))
        .as("pieces whose executor was killed in the middle: %s", cluster.output())
        .hasSizeGreaterThan(1);
  }

  private static Object[] images(Path to) {
    return words(
        "generate", small.run("small"), "--count", IMAGES, "--output", to.resolve("images"));
  }

  private static Object[] packs(Path to) {
    return words("data", "prepare", "images", small.mixed(), "--output", to.resolve("real.pack"));
  }

  private static Object[] picture(Path to) {
    return words(
        "generate",
        small.run("small"),
        "--repeat",
        128,
        "--output",
        to.resolve("picture.tif"),
        "--deep-zoom",
        to.resolve("zoom"));
  }

  private static Object[] statistics(Path network, Path to) {
    return words(
        "stats", small.images(), "--features", network, "--output", to.resolve("real.npz"));
  }

  private static Object[] scores(Path network, Path to) {
    return words(
        "evaluate",
        small.run("small"),
        "--against",
        small.images(),
        "--features",
        network,
        "--metrics",
        "fid,kid,precision_recall",
        "--samples",
        150,
        "--output",
        to.resolve("scores"));
  }

  private static Object[] comparison(Path network, Path to) {
    return words(
        "compare",
        small.run("small"),
        small.run("other"),
        "--against",
        small.images(),
        "--features",
        network,
        "--samples",
        100,
        "--output",
        to.resolve("comparison"));
  }

  private static Object[] training(String name, int steps) {
    return words(
        "train",
        small.configuration(),
        "--set",
        "log_params.exp_name=" + name,
        "--steps",
        steps,
        "--workers",
        2,
        "--average-every",
        20);
  }

  private static Object[] words(Object... words) {
    return words;
  }

  private static Object[] withPieces(Object[] command, int pieces) {
    List<Object> words = new ArrayList<>(Arrays.asList(command));
    words.addAll(List.of("--pieces", pieces));
    return words.toArray();
  }

  private static Object[] joined(List<Object[]> commands) {
    List<Object> words = new ArrayList<>();
    for (Object[] command : commands) {
      if (!words.isEmpty()) {
        words.add("--then");
      }
      words.addAll(Arrays.asList(command));
    }
    return words.toArray();
  }

  /** The digest of every file in a folder. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Digests.of(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  @Test
  void everyImageIsThereOnceAndWholeThoughAnExecutorIsKilled() throws IOException {
    assertThat(contents(together.resolve("images")))
        .hasSize(IMAGES)
        .isEqualTo(contents(alone.resolve("images")));
  }

  @Test
  void aDataSetOfSeveralPacksIsThatOfOneMachine() {
    try (Packed packs = Packed.open(together.resolve("real.pack"));
        Packed pack = Packed.open(alone.resolve("real.pack"))) {
      assertThat(pack).isInstanceOf(Pack.class);
      assertThat(packs).isNotInstanceOf(Pack.class);
      assertThat(packs.description()).isEqualTo(pack.description());
      assertThat(pixels(packs)).isDeepEqualTo(pixels(pack));
    }
  }

  private static byte[][] pixels(Packed packed) {
    return new StoredImages(packed, packed.count(), name -> packed).pixels(0, packed.count());
  }

  @Test
  void aLargePictureOfSectionsIsThatOfOneMachine() {
    assertThat(together.resolve("picture.tif"))
        .hasSameBinaryContentAs(alone.resolve("picture.tif"));
  }

  @Test
  void aDeepZoomOfSectionsIsThatOfOneMachine() throws IOException {
    assertThat(contents(together.resolve("zoom"))).isEqualTo(contents(alone.resolve("zoom")));
  }

  @Test
  void nothingUnfinishedIsLeft() throws IOException {
    try (Stream<Path> all = Files.walk(together)) {
      assertThat(all.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.startsWith("_cocogan-"));
    }
  }

  @Test
  void statisticsMergedOfPiecesAreThoseOfOneMachine() {
    FeatureMoments merged = moments(together);
    FeatureMoments expected = moments(alone);

    assertThat(merged.count()).isEqualTo(expected.count());
    assertExact(merged.mean(), expected.mean());
    assertExact(merged.covariance(), expected.covariance());
  }

  private static FeatureMoments moments(Path made) {
    return StatisticsFile.read(made.resolve("real.npz"), "flat.onnx", 12).moments();
  }

  private static void assertExact(double[] values, double[] expected) {
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(expected[i], withinPercentage(EXACT));
    }
  }

  @Test
  void scoresAreThoseOfOneMachine() throws IOException {
    JsonNode expected = json(alone.resolve("scores/scores.json")).get("scores");
    JsonNode scores = json(together.resolve("scores/scores.json")).get("scores");

    assertThat(scores).hasSize(4).isEqualTo(expected);
  }

  @Test
  void aComparisonIsThatOfOneMachine() throws IOException {
    assertThat(together.resolve("comparison/comparison.md"))
        .hasSameTextualContentAs(alone.resolve("comparison/comparison.md"));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** The executor of a worker of the whole one is killed in the first round. */
  @Test
  void aTrainingOfTwoWorkersThatGoesOnIsTheSameTrainingBitForBit() throws IOException {
    Path whole = checkpoint("whole", 60);

    assertThat(checkpoint("stopped", 60)).hasSameBinaryContentAs(whole);
    assertThat(Digests.of(checkpoint("whole", 40))).isNotEqualTo(Digests.of(whole));
  }

  private static Path checkpoint(String name, int step) {
    return small.run(name).resolve("checkpoints/000000" + step + "/tensors.safetensors");
  }

  @Test
  void whatWorkersHaveTrainedDrawsLikeAnyRun() throws IOException {
    SmallRun.alone("generate", small.run("whole"), "--count", 1, "--output", folder);

    assertThat(folder.resolve("seed-0-image-000000.png")).isNotEmptyFile();
  }
}
