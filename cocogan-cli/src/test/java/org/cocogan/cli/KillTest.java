package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cocogan.cache.Leftovers;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.data.Images;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments, so many of each command as {@code -Dkills} says; {@code
 * -Dkills.seed} says which moments. A killed command is started again, until it ends by itself.
 * After each kill, what bears its final name is whole; in the end all files are those of a command
 * that was never killed, and the temporary folder has no file.
 */
@Tag("kill")
@EnabledOnOs(OS.LINUX)
class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 20);
  private static final long SEED = Long.getLong("kills.seed", 1);
  private static final Set<String> TIMES =
      Set.of("seconds", "images_per_s", "data_wait", "peak_memory_bytes");

  @TempDir private Path folder;
  private Path results;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    results = folder.resolve("results");
    tiny = TinyExperiment.in(folder);
  }

  private void addImages(int last, int side) throws IOException {
    for (int i = 8; i < last; i++) {
      tiny.addImage(i + ".png", side, BufferedImage.TYPE_INT_RGB);
    }
  }

  @Test
  void trainingGoesOnAsIfNothingHadHappened() throws Exception {
    kill(
        tiny.words(
            "train",
            "--steps",
            150,
            "--set",
            "log_params.ckpt_step=3",
            "--set",
            "log_params.dump_img_step=10",
            "--set",
            "log_params.log_dir=" + results));
  }

  @Test
  void packingGoesOnAsIfNothingHadHappened() throws Exception {
    tiny.clearImages();
    addImages(60, 300);
    kill(
        "data",
        "prepare",
        "images",
        tiny.images(),
        "--size",
        "256,256",
        "--output",
        results.resolve("x.pack"));
  }

  @Test
  void exportBeginsAnew() throws Exception {
    tiny.train("--steps", 2).succeeding();
    kill("export", tiny.run(), "--output", results.resolve("model.onnx"));
  }

  @Test
  void statisticsGoOnAsIfNothingHadHappened() throws Exception {
    addImages(120, TinyExperiment.SIDE);
    Path network = TinyNetwork.write(folder.resolve("tiny.onnx"), 4, 1);
    kill("stats", tiny.images(), "--features", network, "--output", results.resolve("x.npz"));
  }

  @Test
  void largePicturesGoOnAsIfNothingHadHappened() throws Exception {
    tiny.train("--steps", 2, "--set", "data_params.coordinate_system=cylindrical").succeeding();
    kill(
        "generate",
        tiny.run(),
        "--repeat",
        200,
        "--output",
        results.resolve("x.tif"),
        "--deep-zoom",
        results.resolve("zoom"));
  }

  private void kill(Object... words) throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Files.createDirectory(results);
    long begin = System.nanoTime();
    try (ProgramProcess process = start(temporary, words)) {
      process.end().succeeding();
    }
    long usual = System.nanoTime() - begin;
    Map<String, byte[]> expected = contents();
    assertThat(paths(temporary)).isEmpty();

    SplittableRandom random = new SplittableRandom(SEED);
    int kills = 0;
    int ends = 0;
    while (kills < KILLS) {
      clear(results);
      Leftovers.deleteIfThere(folder.resolve("cache"));
      while (!ends(temporary, Duration.ofNanos(random.nextLong(usual * 5 / 4)), words)) {
        kills++;
        assertWhole(expected);
        if (isDone(expected)) {
          break;
        }
      }
      ends++;
      Map<String, byte[]> actual = contents();
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      assertSame(actual, expected);
      assertThat(paths(temporary)).allMatch(KillTest::isOfARuntimeThatWasStarting);
    }
    System.out.println(words[0] + ": " + kills + " kills, " + ends + " results compared");
  }

  /** ONNX Runtime makes a folder while it is loaded, which stays empty and then is deleted. */
  private static boolean isOfARuntimeThatWasStarting(Path path) {
    return TinyExperiment.name(path).startsWith("onnxruntime-java")
        && path.toFile().list().length == 0;
  }

  /** Whether a command ends by itself before it is killed. */
  private boolean ends(Path temporary, Duration time, Object... words) throws Exception {
    try (ProgramProcess process = start(temporary, words)) {
      boolean ends = process.endsWithin(time);
      if (ends) {
        process.end().succeeding();
      } else {
        process.kill();
      }
      return ends;
    }
  }

  private ProgramProcess start(Path temporary, Object... words) throws IOException {
    return ProgramProcess.startAfter(
        "export JDK_JAVA_OPTIONS=-Djava.io.tmpdir=" + temporary, folder, words);
  }

  /** Whether a command was killed when there was nothing left to do. */
  private boolean isDone(Map<String, byte[]> expected) throws IOException {
    Map<String, byte[]> there = contents();
    return there.keySet().equals(expected.keySet())
        && there.keySet().stream()
            .allMatch(name -> Arrays.equals(there.get(name), expected.get(name)));
  }

  /** What bears the name of a result is that result, or one before it, and whole. */
  private void assertWhole(Map<String, byte[]> expected) throws IOException {
    Map<String, byte[]> left = contents();
    left.keySet().removeIf(name -> name.endsWith(".jsonl") || name.contains("checkpoints"));
    left.keySet().retainAll(expected.keySet());
    left.keySet().stream()
        .filter(name -> name.endsWith(".png"))
        .forEach(name -> Images.read(results.resolve(name), 3));
    // The strip of sheets grows.
    left.keySet().removeIf(name -> name.endsWith("progress.png"));
    assertSame(left, expected);
    for (Path path : paths(results)) {
      if (TinyExperiment.name(path).matches("\\d{8}")) {
        Checkpoints.read(path);
      }
    }
  }

  private static void assertSame(Map<String, byte[]> some, Map<String, byte[]> expected) {
    some.forEach(
        (name, content) -> {
          if (name.endsWith(".jsonl")) {
            assertThat(content)
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(new String(expected.get(name), StandardCharsets.UTF_8));
          }
          assertThat(content).as(name).isEqualTo(expected.get(name));
        });
  }

  /** All results by name, without the times in logs, and without the one that tells of starts. */
  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (Path path : paths(results)) {
      if (Files.isRegularFile(path) && !path.endsWith("train.log")) {
        String name = results.relativize(path).toString();
        contents.put(name, name.endsWith(".jsonl") ? withoutTimes(path) : Files.readAllBytes(path));
      }
    }
    return contents;
  }

  private static byte[] withoutTimes(Path log) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readString(log).split("\n", -1)) {
      if (line.endsWith("}")) {
        ObjectNode entry = (ObjectNode) new ObjectMapper().readTree(line);
        lines.append(entry.remove(TIMES)).append('\n');
      }
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> paths(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(path -> !path.equals(folder)).sorted().toList();
    }
  }

  private static void clear(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>(paths(folder));
    for (int i = paths.size() - 1; i >= 0; i--) {
      Files.delete(paths.get(i));
    }
  }
}
