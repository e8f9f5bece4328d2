package org.cocogan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the command line. */
@Command(
    name = "cocogan",
    mixinStandardHelpOptions = true,
    description = "Generates images by parts with conditional coordinates.")
public final class Main implements Runnable {
  private Main() {}

  /**
   * Runs the command line and ends the JVM with its exit code.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
