package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class QuickstartCommandTest {
  @TempDir Path folder;

  @Test
  void endsInTimeAndNamesASheetAndAStripThatAreThere() throws Exception {
    CommandRun run;
    try (ProgramProcess process = ProgramProcess.start(folder, "quickstart", "--minutes", "0.05")) {
      run = process.end().succeeding();
    }

    assertThat(run.errors()).isEmpty();
    assertThat(path(run, "the sheet")).isRegularFile().startsWith(folder.toRealPath());
    assertThat(path(run, "its making")).isRegularFile().startsWith(folder.toRealPath());
    assertThat(run.output()).contains("./cocogan generate", "./cocogan quickstart");
  }

  /** The path after a word, with the bytes of a PNG in it. */
  private static Path path(CommandRun run, String name) {
    String line =
        run.outputLines().stream()
            .map(String::strip)
            .filter(text -> text.startsWith(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no line " + name + " in " + run.output()));
    return Path.of(line.substring(name.length()).strip());
  }
}
