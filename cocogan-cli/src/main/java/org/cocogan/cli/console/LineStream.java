package org.cocogan.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Passes on, line by line, what libraries and plugins print by themselves. */
final class LineStream extends OutputStream {
  /** Longer lines are cut by the writer anyway. */
  private static final int LONGEST_BYTES = 1 << 16;

  private final PrintWriter out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineStream(PrintWriter out) {
    this.out = out;
  }

  /** What to put in the place of {@link System#out} or {@link System#err}. */
  PrintStream printStream() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int value) {
    if (value == '\n') {
      out.println(line.toString(StandardCharsets.UTF_8).stripTrailing());
      line.reset();
    } else if (line.size() < LONGEST_BYTES) {
      line.write(value);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /** Prints a line that has been begun. */
  synchronized void endLine() {
    if (line.size() > 0) {
      write('\n');
    }
  }
}
