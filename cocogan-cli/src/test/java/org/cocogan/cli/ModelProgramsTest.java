package org.cocogan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cocogan.testkit.NodePackages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of docs/onnx.md, as printed: from each kind of model they draw the same image, which
 * an image model merges itself and the programs put together of the patches of the others.
 */
class ModelProgramsTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  /** Options of each export, by the model's name. */
  private static final Map<String, List<String>> MODELS =
      Map.of(
          "patch",
          List.of("--kind", "patch"),
          "bytes",
          List.of("--kind", "patch", "--uint8"),
          "region",
          List.of("--kind", "region", "--uint8"),
          "image",
          List.of("--kind", "image"));

  @TempDir static Path folder;

  @BeforeAll
  static void export() throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder);
    tiny.train("--steps", 2).succeeding();
    for (Map.Entry<String, List<String>> model : MODELS.entrySet()) {
      List<Object> words =
          new ArrayList<>(List.of("export", tiny.run(), "--output", model(model.getKey())));
      words.addAll(model.getValue());
      CommandRun.of(words.toArray()).succeeding();
    }
  }

  private static Path model(String name) {
    return folder.resolve(name + ".onnx");
  }

  private static Path program(String language, String file, Path where) throws IOException {
    String document = Files.readString(MODULE.resolveSibling("docs/onnx.md"));
    String program = "";
    for (String block : document.split("```" + language + "\n", -1)) {
      String code = block.substring(0, Math.max(0, block.indexOf("```")));
      // The longest is the whole program; others are of our own library.
      program = code.length() > program.length() && !block.startsWith("#") ? code : program;
    }
    return Files.writeString(where.resolve(file), program);
  }

  /** Draws from all models, by a command to which model and picture are added. */
  private static void assertDrawTheSame(Path where, List<String> command) throws Exception {
    byte[] image = draw(where, command, "image");
    assertThat(image).hasSize(16 * 16 * 3);
    assertThat(Pictures.largestDifference(image, new byte[image.length])).isGreaterThan(20);
    for (String other : List.of("patch", "bytes", "region")) {
      assertThat(Pictures.largestDifference(draw(where, command, other), image))
          .as(other)
          .isLessThanOrEqualTo(1);
    }
  }

  private static byte[] draw(Path where, List<String> command, String name) throws Exception {
    Path picture = folder.resolve(name + ".png");
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(model(name).toString(), picture.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(where.toFile()).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    return Pictures.bytes(picture);
  }

  @Test
  void drawWithJava() throws Exception {
    Path program = program("java", "Draw.java", folder);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    assertDrawTheSame(
        folder,
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            program.toString()));
  }

  @Test
  void drawWithPython() throws Exception {
    assumeTrue(pythonHasWhatItTakes(), "a Python with onnxruntime, NumPy and Pillow");
    Path program = program("python", "draw.py", folder);

    assertDrawTheSame(folder, List.of("python3", program.toString()));
  }

  private static boolean pythonHasWhatItTakes() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import onnxruntime, numpy, PIL").start().waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no Python at all
    }
  }

  @Test
  @Tag("browser")
  void drawWithJavaScript() throws Exception {
    Path where = MODULE.resolve("target/onnxruntime-web");
    NodePackages.fetch(MODULE.resolve("src/test/onnxruntime-web"), where);
    Path program = program("javascript", "draw.mjs", where);

    assertDrawTheSame(where, List.of("node", "--random-seed=7", program.toString()));
  }
}
