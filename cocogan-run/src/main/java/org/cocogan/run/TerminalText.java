package org.cocogan.run;

import java.util.Locale;

/**
 * Makes text harmless for a terminal, whoever wrote it: names of files, and what is in them, may
 * hold anything.
 *
 * <p>Control characters, line breaks and characters that change the direction of writing are
 * written as Java and JSON escape them, such as {@code \n} and {@code \u001b}; so JSON stays the
 * same JSON.
 */
public final class TerminalText {
  /** A line that fills half a screen is long enough. */
  private static final int LONGEST_LINE = 1000;

  private static final String LEFT_OUT = " [...] ";
  private static final int TAIL = 300;
  private static final String INDENTATION = "    ";
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private TerminalText() {}

  /** One line, whatever it holds; the middle of a long one is left out, tabs before it indent. */
  public static String line(String text) {
    int tabs = 0;
    while (tabs < text.length() && text.charAt(tabs) == '\t') {
      tabs++;
    }
    String cut = cut(text.substring(Math.min(tabs, LONGEST_LINE)));
    return cut(INDENTATION.repeat(Math.min(tabs, LONGEST_LINE)) + escape(cut, false));
  }

  /** Whole text of the program's own, which may have several lines. */
  public static String document(String text) {
    return escape(text, true);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_LINE
        ? text
        : text.substring(0, LONGEST_LINE - TAIL)
            + LEFT_OUT
            + text.substring(text.length() - (TAIL - LEFT_OUT.length()));
  }

  private static String escape(String text, boolean keepsLines) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isHarmless(point) || (keepsLines && (point == '\n' || point == '\r'))) {
                safe.appendCodePoint(point);
              } else {
                safe.append(escaped(point));
              }
            });
    return safe.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      // Persian and Indian scripts, and emoji, are spelled with these two.
      case Character.FORMAT -> point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }

  private static String escaped(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        StringBuilder units = new StringBuilder();
        for (char unit : Character.toChars(point)) {
          units.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
        yield units.toString();
      }
    };
  }
}
