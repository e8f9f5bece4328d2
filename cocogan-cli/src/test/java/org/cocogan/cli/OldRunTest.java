package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of the variant {@code official} and its packed images, both written in November 2026 before
 * gradients went through the power iteration, still serve.
 */
class OldRunTest {
  private static final List<String> FILES =
      List.of(
          "images.pack",
          "drawn.png",
          "config.yaml",
          "checkpoints/00000002/manifest.json",
          "checkpoints/00000002/tensors.safetensors");

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void copyTheRun() throws IOException {
    run = folder.resolve("tiny");
    Files.createDirectories(run.resolve("checkpoints/00000002"));
    for (String file : FILES) {
      try (InputStream in = OldRunTest.class.getResourceAsStream("old-official-run/" + file)) {
        assertThat(in).as(file).isNotNull();
        Files.copy(in, run.resolve(file));
      }
    }
  }

  @Test
  void drawsWhatItDrewThen() throws IOException {
    CommandRun.of("generate", run, "--seed", 3, "--count", 1, "--output", folder.resolve("drawn"))
        .succeeding();

    assertThat(
            Pictures.largestDifference(
                folder.resolve("drawn/seed-3-image-000000.png"), run.resolve("drawn.png")))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void goesOnTraining() {
    CommandRun goingOn =
        CommandRun.of(
                "train",
                run.resolve("config.yaml"),
                "--steps",
                3,
                "--set",
                "data_params.dataset=" + run.resolve("images.pack"),
                "--set",
                "log_params.log_dir=" + folder)
            .succeeding();

    assertThat(goingOn.outputLines())
        .contains("going on from step 2 (" + run.resolve("checkpoints/00000002") + ")");
    assertThat(run.resolve("checkpoints/00000003/tensors.safetensors")).exists();
  }
}
