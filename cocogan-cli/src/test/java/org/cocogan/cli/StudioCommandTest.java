package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studios that do not open; what an open one does is tested beside it. */
class StudioCommandTest {
  @TempDir private Path folder;

  @Test
  void refusesAPortThatThereIsNot() {
    CommandRun run = CommandRun.of("studio", "runs/some", "--port", "65536");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).startsWith("--port must be from 0 to 65535.");
  }

  @Test
  void refusesWhatIsNoRun() throws Exception {
    CommandRun run = CommandRun.of("studio", Files.createDirectory(folder.resolve("empty")));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).startsWith("cocogan: " + folder.resolve("empty") + " is no run");
  }
}
