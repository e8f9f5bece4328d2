package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProvidersCommandTest {
  private static final Path MANUAL =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolveSibling("docs/providers.md");
  private static final String BEGIN = "```\n";
  private static final String END = "\n```";

  @Test
  void listsWhatTheManualLists() throws IOException {
    String listed =
        String.join("\n", CommandRun.of("providers").succeeding().output().lines().toList())
            // Only the tests have these.
            .replaceAll("\n  upside_down .*", "")
            .replaceAll("\n  second_seam .*", "");
    String manual = Files.readString(MANUAL);
    String before = manual.substring(0, manual.indexOf(BEGIN) + BEGIN.length());
    String after = manual.substring(manual.lastIndexOf(END));
    if (Boolean.getBoolean("cocogan.updateDocs")) {
      Files.writeString(MANUAL, before + listed + after);
      return;
    }

    assertThat(manual)
        .as(
            "the list in docs/providers.md; to update it, run: mvn -pl cocogan-cli -am test"
                + " -Dtest=ProvidersCommandTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dcocogan.updateDocs=true")
        .isEqualTo(before + listed + after);
  }
}
