package org.cocogan.cli;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as its user calls it, for lines to type next. */
final class ProgramName {
  /** How the documentation and the texts of commands call it. */
  static final String USUAL = "./cocogan";

  private static final Pattern PLAIN = Pattern.compile("(?U)[\\w@%+=:,./-]+");

  private ProgramName() {}

  /** The name it was called by, as the launcher has passed it on. */
  static String name() {
    return quoted(System.getProperty("cocogan.program", USUAL));
  }

  /** A line that a shell reads as the program with these words. */
  static String line(Object... words) {
    return name()
        + Stream.of(words).map(word -> " " + quoted(word.toString())).collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
