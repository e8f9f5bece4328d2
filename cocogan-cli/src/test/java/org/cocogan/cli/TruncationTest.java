package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drawing in styles that are moved towards their mean. */
class TruncationTest {
  @TempDir static Path shared;
  private static TinyExperiment tiny;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    tiny = TinyExperiment.in(shared);
    tiny.train(
            "--steps",
            1,
            "--set",
            "model_params.generator=style",
            "--set",
            "model_params.discriminator=style-conditional")
        .succeeding();
  }

  private List<Path> draw(String name, Object... truncation) throws IOException {
    Path output = folder.resolve(name);
    Object[] words = new Object[6 + truncation.length];
    List<Object> fixed = List.of("generate", tiny.run(), "--count", 2, "--output", output);
    System.arraycopy(fixed.toArray(), 0, words, 0, fixed.size());
    System.arraycopy(truncation, 0, words, fixed.size(), truncation.length);
    CommandRun.of(words).succeeding();
    return TinyExperiment.files(output);
  }

  @Test
  void makesAllImagesTheMeanOneAtZero() throws IOException {
    List<Path> images = draw("mean", "--truncation", 0);

    assertThat(images.get(0)).hasSameBinaryContentAs(images.get(1));
    List<Path> full = draw("full");
    assertThat(Files.mismatch(full.get(0), full.get(1))).isNotNegative();
  }

  @Test
  void isNamedByTheFile() throws IOException {
    assertThat(draw("named", "--truncation", 0.5).stream().map(TinyExperiment::name))
        .containsExactly(
            "seed-0-image-000000-truncated-0.5.png", "seed-0-image-000001-truncated-0.5.png");
  }

  @Test
  void drawsAPatchAloneAsInItsImage() throws IOException {
    Path whole = draw("whole", "--truncation", 0.5, "--region", "4,8,4,4").get(0);
    Path patch = draw("patch", "--truncation", 0.5, "--patch", "1,2").get(0);

    assertThat(patch).hasSameBinaryContentAs(whole);
  }

  @Test
  void isRefusedOutsideItsRange() {
    CommandRun run = CommandRun.of("generate", tiny.run(), "--truncation", 3);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("--truncation must be from 0 to 2.");
  }

  @Test
  void isRefusedForAGeneratorWithoutStyles() throws IOException {
    TinyExperiment other = TinyExperiment.in(folder);
    other.train("--steps", 1).succeeding();

    CommandRun run = CommandRun.of("generate", other.run(), "--truncation", 0.5);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "the generator cocogan has no styles to move towards their mean; --truncation is for"
                + " runs of the generator style");
  }
}
