package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.cocogan.weights.numpy.NpyMatrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Latent vectors go into files and come out of them. */
class GenerateLatentsTest {
  private static final int Z = 4;

  @TempDir static Path shared;
  private static TinyExperiment tiny;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyExperiment.in(shared);
    tiny.train("--steps", 2).succeeding();
    for (String kind : new String[] {"image", "patch"}) {
      CommandRun.of(
              "export", tiny.run(), "--kind", kind, "--output", shared.resolve(kind + ".onnx"))
          .succeeding();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs/tiny", "image.onnx", "patch.onnx"})
  void areDrawnFromAsTheyWereSaved(String from) throws IOException {
    Path file = folder.resolve("mine.npy");
    CommandRun.of(
            "generate",
            shared.resolve(from),
            "--count",
            3,
            "--first",
            2,
            "--seed",
            7,
            "--save-latents",
            file,
            "--output",
            folder.resolve("seed"))
        .succeeding();
    CommandRun.of(
            "generate", shared.resolve(from), "--latents", file, "--output", folder.resolve("file"))
        .succeeding();

    byte[] saved = Files.readAllBytes(file);
    assertThat(new String(saved, StandardCharsets.ISO_8859_1))
        .contains("'descr': '<f4'", "'shape': (3, 4)");
    for (int i = 0; i < 3; i++) {
      assertThat(folder.resolve("file/mine-image-00000%s.png".formatted(i)))
          .hasSameBinaryContentAs(folder.resolve("seed/seed-7-image-00000%s.png".formatted(i + 2)));
    }
  }

  @Test
  void areDrawnFromARowOn() throws IOException {
    Path file = write(3, Z, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 0, 0.5);

    CommandRun.of(
            "generate",
            tiny.run(),
            "--latents",
            file,
            "--first",
            1,
            "--count",
            1,
            "--output",
            folder)
        .succeeding();

    assertThat(folder.resolve("given-image-000001.png")).exists();
    assertThat(folder.resolve("given-image-000002.png")).doesNotExist();
  }

  private Path write(int rows, int columns, double... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(NpyMatrix.header(rows, columns));
    NpyMatrix.write(bytes, Arrays.copyOf(values, rows * columns));
    return Files.write(folder.resolve("given.npy"), bytes.toByteArray());
  }

  @Test
  void areRefusedIfTheyAreOfAnotherLength() throws IOException {
    Path file = write(2, 5);

    CommandRun run = CommandRun.of("generate", tiny.run(), "--latents", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(file + " is of shape [2, 5], but latent vectors here are [n, 4]");
  }

  @Test
  void areRefusedIfTheyAreNoNumbers() throws IOException {
    Path file = write(1, Z, 0, Double.NaN);

    assertThat(CommandRun.of("generate", tiny.run(), "--latents", file).errorLines())
        .containsExactly(
            file + " holds the number NaN in row 0, which is no entry of a latent vector");
  }

  @Test
  void areRefusedIfAModelTakesNoneOfTheirSize() throws IOException {
    Path file = write(1, Z, 0, 0, 3, 0);

    assertThat(
            CommandRun.of("generate", shared.resolve("image.onnx"), "--latents", file).errorLines())
        .containsExactly("entries of a latent vector lie in [-1, 1], and one is 3.0");
  }

  @Test
  void areRefusedIfTheyAreNoFileOfNumPy() throws IOException {
    Path file = Files.writeString(folder.resolve("text.npy"), "0.1 0.2 0.3 0.4");

    assertThat(CommandRun.of("generate", tiny.run(), "--latents", file).errorLines())
        .containsExactly("cannot read latent vectors from " + file + ": it is no array of NumPy");
  }

  @ParameterizedTest
  @CsvSource({
    "--first 3, too few for --first 3",
    "--first 1 --count 3, too few for --first 1 and --count 3"
  })
  void areRefusedIfTheyAreTooFew(String options, String message) throws IOException {
    Path file = write(3, Z);
    Object[] words = ("generate " + tiny.run() + " --latents " + file + " " + options).split(" ");

    CommandRun run = CommandRun.of(words);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains(file + " has 3 rows, " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seed 1", "--output big.tif"})
  void areNotForEverything(String options) throws IOException {
    Path file = write(3, Z);
    Object[] words = ("generate " + tiny.run() + " --latents " + file + " " + options).split(" ");

    assertThat(CommandRun.of(words).exitCode()).isEqualTo(2);
  }
}
