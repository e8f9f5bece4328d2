package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Standard output that cannot be written. */
@EnabledOnOs(OS.LINUX)
class StandardOutputTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void makeTheExperiment() throws Exception {
    tiny = TinyExperiment.in(folder);
  }

  private CommandRun run(String shell, Object... words) throws Exception {
    try (ProgramProcess process = ProgramProcess.startAfter(shell, folder, words)) {
      return process.end();
    }
  }

  @Test
  void failsWhereStandardOutputIsFull() throws Exception {
    CommandRun run = run("exec 1>/dev/full", tiny.words("check"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "standard output cannot be written: No space left on device; what the command printed"
                + " is incomplete");
  }

  @Test
  void failsWhereHelpCannotBePrinted() throws Exception {
    assertThat(run("exec 1>/dev/full", "--help").exitCode()).isEqualTo(1);
    assertThat(run("exec 1>/dev/full", "data", "kinds").exitCode()).isEqualTo(1);
  }

  @Test
  void failsWhereStandardOutputIsClosed() throws Exception {
    CommandRun run = run("exec 1>&-", tiny.words("check"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "standard output cannot be written: Bad file descriptor; what the command printed is"
                + " incomplete");
  }

  @Test
  void finishesTheWorkThatCannotBeReported() throws Exception {
    assertThat(run("exec 1>/dev/full", tiny.words("train", "--steps", 1)).exitCode()).isEqualTo(1);
    assertThat(tiny.run().resolve("checkpoints/00000001")).isDirectory();
  }

  @Test
  void isQuietWhereNobodyReads() throws Exception {
    CommandRun run = run("exec 1> >(:); sleep 0.2", tiny.words("check"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.errors()).isEmpty();
  }

  @Test
  void keepsTheExitCodeOfAFailure() throws Exception {
    assertThat(run("exec 1>/dev/full", "--help", "nonsense").exitCode()).isIn(1, 2);
    assertThat(run("exec 1>/dev/full", "check").exitCode()).isEqualTo(2);
  }
}
