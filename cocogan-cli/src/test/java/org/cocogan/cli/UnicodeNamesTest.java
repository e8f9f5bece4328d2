package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names of files beyond ASCII. */
@EnabledOnOs(OS.LINUX)
class UnicodeNamesTest {
  private static final String CURE =
      "; this system's encoding of names is ANSI_X3.4-1968: set LC_ALL to a locale of UTF-8, such"
          + " as C.UTF-8";

  @TempDir Path folder;

  private CommandRun runInAscii(Object... words) throws Exception {
    try (ProgramProcess process = ProgramProcess.startAfter("export LC_ALL=C", folder, words)) {
      return process.end();
    }
  }

  @Test
  void areRefusedWithTheCureWhereTheLocaleHasNone() throws Exception {
    TinyExperiment tiny = TinyExperiment.in(folder);

    CommandRun ofARun =
        runInAscii(tiny.words("train", "--set", "log_params.exp_name=gr\u00f6\u00dfe"));
    assertThat(ofARun.exitCode()).isEqualTo(1);
    assertThat(ofARun.errorLines()).hasSize(1);
    assertThat(ofARun.errors()).contains(": no name of a file: ").contains(CURE);

    CommandRun ofAnOption = runInAscii("check", folder.resolve("gr\u00f6\u00dfe.yaml"));
    assertThat(ofAnOption.exitCode()).isEqualTo(2);
    assertThat(ofAnOption.errors()).startsWith("Invalid value for ").contains(CURE);
  }
}
