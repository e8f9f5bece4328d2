package org.cocogan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of the command line. */
@Command(
    name = "cocogan",
    mixinStandardHelpOptions = true,
    version = "CocoGAN 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Generates images by parts with conditional coordinates (COCO-GAN).",
    footer = {
      "",
      "Start with:",
      "  ./cocogan quickstart",
      "",
      "Exit codes: 0 success, 1 failure, 2 wrong usage."
    },
    subcommands = {
      QuickstartCommand.class,
      DataCommand.class,
      TrainCommand.class,
      GenerateCommand.class,
      CheckCommand.class,
      CoordinatesCommand.class,
      BenchmarkCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs the command line and ends the JVM with its exit code.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, ready to execute. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
