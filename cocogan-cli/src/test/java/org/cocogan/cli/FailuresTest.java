package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.cocogan.CocoGanException;
import org.cocogan.cli.console.TerminalWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FailuresTest {
  private static String told(Exception failure, String... options) {
    StringWriter errors = new StringWriter();
    CommandLine line = Main.commandLine(new TerminalWriter(errors), new TerminalWriter(errors));
    line.parseArgs(options);
    int exitCode = new Failures().handleExecutionException(failure, line, line.getParseResult());
    assertThat(exitCode).isEqualTo(1);
    return errors.toString();
  }

  @Test
  void areWhatTheirMessagesSayWhereTheyWereForeseen() {
    assertThat(told(new CocoGanException("no such run; train it")))
        .isEqualTo("cocogan: no such run; train it\n");
  }

  @Test
  void tellParticularsInLinesAndLetNoNameForgeOne() {
    assertThat(told(new CocoGanException("two are wrong:", List.of("a\n  b", "c"))))
        .isEqualTo("cocogan: two are wrong:\ncocogan:   a\\n  b\ncocogan:   c\n");
    assertThat(told(new CocoGanException("x\n  forged is no run")))
        .isEqualTo("cocogan: x\\n  forged is no run\n");
  }

  @Test
  void areFaultsOfTheProgramWhereNobodyForesawThem() {
    assertThat(told(new IllegalArgumentException("shapes differ")))
        .matches(
            "cocogan: a fault of this program, which nobody foresaw:"
                + " java.lang.IllegalArgumentException: shapes differ"
                + " \\(FailuresTest.java:\\d+\\); --verbose tells more\n");
  }

  @Test
  void nameTheFileAndTheReason() {
    assertThat(told(new NoSuchFileException("gone.png")))
        .isEqualTo("cocogan: gone.png: no such file or folder\n");
    assertThat(told(new UncheckedIOException(new FileSystemException("a.npz", null, "No space"))))
        .isEqualTo("cocogan: a.npz: No space\n");
    assertThat(told(new IOException())).isEqualTo("cocogan: IOException\n");
  }

  @Test
  void tellWhatLedToThemWhereThatIsAskedFor() {
    String told =
        told(
            new CocoGanException("no such run", new NoSuchFileException("config.yaml")),
            "--verbose");

    assertThat(told)
        .startsWith("cocogan: no such run\n")
        .contains(
            "at " + FailuresTest.class.getName(),
            "Caused by: java.nio.file.NoSuchFileException: config.yaml");
  }

  @Test
  void ofACommandTellTheirCauseToo(@TempDir Path folder) {
    CommandRun run = CommandRun.of("check", folder.resolve("gone.yaml"), "--verbose");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("gone.yaml").contains("at org.cocogan.");
  }
}
