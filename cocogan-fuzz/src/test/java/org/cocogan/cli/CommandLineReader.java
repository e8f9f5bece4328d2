package org.cocogan.cli;

import java.io.StringWriter;
import org.cocogan.cli.console.TerminalWriter;

/** Runs the command line within this JVM, for fuzzing of the files that it is given. */
public final class CommandLineReader {
  private CommandLineReader() {}

  /** The command line said, in lines for people, that it cannot. */
  @SuppressWarnings("serial")
  public static final class Refusal extends Exception {
    private Refusal(String message) {
      super(message);
    }
  }

  /**
   * Runs a command.
   *
   * @throws Refusal if it fails as it should
   * @throws IllegalStateException if it fails otherwise: by a fault of its own or a stack trace,
   *     without a word, or with letters that a terminal obeys
   */
  public static void run(String... words) throws Refusal {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    int exitCode =
        Main.commandLine(new TerminalWriter(output), new TerminalWriter(errors)).execute(words);
    String all = errors + "\n" + output;
    if (all.contains(Failures.FAULT)
        || all.contains("\tat ")
        || all.chars().anyMatch(CommandLineReader::isObeyed)) {
      throw new IllegalStateException("exit code " + exitCode + ": " + all);
    }
    if (exitCode != 0 && errors.toString().isBlank()) {
      throw new IllegalStateException("exit code " + exitCode + " without a word");
    }
    if (exitCode != 0) {
      throw new Refusal(errors.toString());
    }
  }

  private static boolean isObeyed(int letter) {
    return Character.isISOControl(letter) && letter != '\n' && letter != '\t' && letter != '\r';
  }
}
