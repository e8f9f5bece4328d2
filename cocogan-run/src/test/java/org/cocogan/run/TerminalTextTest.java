package org.cocogan.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
  private static final String ESCAPE = "\u001b";

  @ParameterizedTest
  @CsvSource({
    "0, \\u0000",
    "7, \\u0007",
    "9, \\t",
    "10, \\n",
    "13, \\r",
    "27, \\u001b",
    "127, \\u007f",
    // A terminal takes this one for ESC [.
    "155, \\u009b",
    // What reverses the direction of writing, and other characters that nobody sees.
    "8238, \\u202e",
    "8295, \\u2067",
    "8203, \\u200b",
    "65279, \\ufeff",
    "8232, \\u2028",
    "8233, \\u2029",
    "55357, \\ud83d",
    "917569, \\udb40\\udc41"
  })
  void escapesWhatATerminalWouldObey(int character, String escaped) {
    assertThat(TerminalText.line("a" + Character.toString(character) + "b"))
        .isEqualTo("a" + escaped + "b");
  }

  @ParameterizedTest
  @CsvSource({"Größe 64×64 – θ", "خانه‌ای", "👩‍🚀", "C:\\new"})
  void leavesWritingAsItIs(String text) {
    assertThat(TerminalText.line(text)).isEqualTo(text);
  }

  @Test
  void keepsTheIndentationOfAStackTrace() {
    assertThat(TerminalText.line("\tat org.cocogan.Main")).isEqualTo("    at org.cocogan.Main");
  }

  @Test
  void leavesOutTheMiddleOfALongLine() {
    String cut = TerminalText.line("name " + "x".repeat(5_000_000) + ": choose another");

    assertThat(cut)
        .hasSize(1000)
        .startsWith("name xx")
        .contains("x [...] x")
        .endsWith("x: choose another");
    assertThat(TerminalText.line(ESCAPE.repeat(1000))).hasSize(1000);
    assertThat(TerminalText.line("\t".repeat(5000) + "x")).hasSize(1000);
    assertThat(TerminalText.line("x".repeat(1000))).isEqualTo("x".repeat(1000));
  }
}
