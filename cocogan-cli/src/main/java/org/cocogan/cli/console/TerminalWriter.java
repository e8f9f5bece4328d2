package org.cocogan.cli.console;

import java.io.PrintWriter;
import java.io.Writer;
import org.cocogan.run.TerminalText;
import org.jspecify.annotations.Nullable;

/**
 * Prints what is harmless for a terminal. What {@code println} is given becomes one {@linkplain
 * TerminalText#line line}; other methods print text of the program's own, which may have several
 * lines.
 */
public final class TerminalWriter extends PrintWriter {
  /** Prints to a writer, which is flushed after each line. */
  public TerminalWriter(Writer out) {
    super(out, true);
  }

  /** Prints text that programs read, such as JSON: whole, however long, and a line break. */
  public static void printDocument(PrintWriter out, String document) {
    out.print(document);
    out.println();
  }

  @Override
  public void println(@Nullable String line) {
    super.println(TerminalText.line(String.valueOf(line)));
  }

  @Override
  public void println(@Nullable Object value) {
    println(String.valueOf(value));
  }

  @Override
  public void write(int character) {
    write(Character.toString((char) character));
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) {
    String safe = TerminalText.document(text.substring(offset, offset + length));
    super.write(safe, 0, safe.length());
  }
}
