package org.cocogan.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line that is rewritten in place on a terminal; elsewhere only what is to stay is printed. */
public final class StatusLine {
  private final PrintWriter out;
  private final boolean terminal;
  private int width;

  /**
   * Makes a line of a terminal, or of what is none.
   *
   * @param terminal whether out is a terminal
   */
  public StatusLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows a text until the next. */
  public void show(String text) {
    print(text, false);
  }

  /** Says something that stays. */
  public void say(String text) {
    print(text, true);
  }

  private void print(String text, boolean lasting) {
    if (terminal) {
      String line = TerminalText.line(text);
      String padding = " ".repeat(Math.max(0, width - line.length()));
      out.print("\r" + line + padding + (lasting ? System.lineSeparator() : ""));
      width = lasting ? 0 : line.length();
      out.flush();
    } else if (lasting) {
      out.println(text);
      out.flush();
    }
  }

  /** A duration in words, such as 2h05m, 3m20s or 45s. */
  public static String duration(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    if (duration.toHours() > 0) {
      return String.format(Locale.ROOT, "%dh%02dm", duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart());
    }
    return seconds + "s";
  }

  /** Wipes the line, so that what follows begins on an empty one. */
  public void clear() {
    if (terminal && width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
      width = 0;
    }
  }
}
