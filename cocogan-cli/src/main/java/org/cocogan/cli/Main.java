package org.cocogan.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cocogan.plugin.Plugins;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
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
      ExportCommand.class,
      InterpolateCommand.class,
      CompleteCommand.class,
      StatsCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      InceptionCommand.class,
      CheckCommand.class,
      CoordinatesCommand.class,
      BenchmarkCommand.class,
      BackendsCommand.class,
      CompareBackendsCommand.class
    })
public final class Main implements Runnable {
  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Folder of jars that add to what can be named (default: plugins, if it exists).")
  private Optional<Path> plugins = Optional.empty();

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
        .setExecutionStrategy(Failures::execute)
        .setExecutionExceptionHandler(new Failures());
  }

  /**
   * What a command builds experiments with, plugins among it.
   *
   * @param command the command or one of its subcommands; told of the plugins that are left out
   */
  static Workbench workbench(CommandSpec command) {
    return Workbench.create(plugins(command));
  }

  /**
   * The plugins that the command line, or the folder there is, offers to a command.
   *
   * @throws CommandException if the folder that was named does not exist
   */
  static Plugins plugins(CommandSpec command) {
    Main main = (Main) command.root().userObject();
    Plugins plugins =
        main.plugins.isEmpty() && !Files.isDirectory(Plugins.FOLDER)
            ? Plugins.none()
            : Plugins.load(main.plugins.orElse(Plugins.FOLDER));
    plugins.refused().forEach(refused -> command.commandLine().getErr().println(refused));
    return plugins;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
