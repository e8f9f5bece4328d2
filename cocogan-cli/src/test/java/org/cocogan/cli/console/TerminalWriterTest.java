package org.cocogan.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import org.cocogan.run.StatusLine;
import org.junit.jupiter.api.Test;

class TerminalWriterTest {
  private static final String ESCAPE = "\u001b";

  @Test
  void makesOneLineOfWhatIsPrintedAsOne() {
    StringWriter printed = new StringWriter();
    TerminalWriter out = new TerminalWriter(printed);

    out.println("skipped evil\ncocogan: all is well" + ESCAPE + "[31m.png");
    out.println((Object) "a\rb");

    assertThat(printed).hasToString("skipped evil\\ncocogan: all is well\\u001b[31m.png\na\\rb\n");
  }

  @Test
  void printsDocumentsWholeAndAsTheSameJson() throws Exception {
    StringWriter printed = new StringWriter();
    String name = "x".repeat(5000) + "\u009b\u202e\u007f\n";
    ObjectMapper json = new ObjectMapper();

    TerminalWriter.printDocument(
        new TerminalWriter(printed),
        json.writerWithDefaultPrettyPrinter()
            .writeValueAsString(json.createObjectNode().put("name", name)));

    assertThat(printed.toString()).contains("\n").doesNotContain("\u009b", "\u202e", "\u007f");
    assertThat(json.readTree(printed.toString()).get("name").textValue()).isEqualTo(name);
  }

  @Test
  void rewritesAStatusLineWithoutObeyingItsText() {
    StringWriter printed = new StringWriter();
    StatusLine status = new StatusLine(new TerminalWriter(printed), true);

    status.show("longer " + ESCAPE);
    status.show("a\rb");
    status.clear();

    assertThat(printed.toString())
        .isEqualTo("\rlonger \\u001b\ra\\rb" + " ".repeat(9) + "\r    \r");
  }

  @Test
  void passesOnTheLinesOfOthers() {
    StringWriter printed = new StringWriter();
    LineStream stream = new LineStream(new TerminalWriter(printed));

    stream.printStream().printf("half ");
    assertThat(printed.toString()).isEmpty();
    stream.printStream().print("a line: θ" + ESCAPE + "\r\nand the rest");
    stream.endLine();

    assertThat(printed).hasToString("half a line: θ\\u001b\nand the rest\n");
  }
}
