package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgramNameTest {
  private static final String NAME = "cocogan.program";

  @AfterEach
  void forget() {
    System.clearProperty(NAME);
  }

  @Test
  void isCalledAsTheDocumentationDoesUnlessItsCallerIsKnown() {
    assertThat(ProgramName.line("train", "runs/a/config.yaml"))
        .isEqualTo("./cocogan train runs/a/config.yaml");
    System.setProperty(NAME, "/opt/coco gan/cocogan");
    assertThat(ProgramName.line("quickstart")).isEqualTo("'/opt/coco gan/cocogan' quickstart");
  }

  @Test
  void quotesWhatAShellWouldReadOtherwise() {
    assertThat(ProgramName.line("generate", "runs/größe", "a b", "it's", "$HOME", ""))
        .isEqualTo("./cocogan generate runs/größe 'a b' 'it'\\''s' '$HOME' ''");
  }
}
