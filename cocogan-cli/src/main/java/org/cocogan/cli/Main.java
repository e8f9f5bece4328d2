package org.cocogan.cli;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import org.cocogan.cli.console.Console;
import org.cocogan.plugin.ExitGuard;
import org.cocogan.plugin.PluginFolder;
import org.cocogan.plugin.PluginLoader;
import org.cocogan.plugin.Plugins;
import org.cocogan.plugin.TrustedJars;
import org.cocogan.run.Reasons;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

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
      InitCommand.class,
      DataCommand.class,
      TrainCommand.class,
      GenerateCommand.class,
      StudioCommand.class,
      ExportCommand.class,
      InterpolateCommand.class,
      CompleteCommand.class,
      StatsCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      InceptionCommand.class,
      ImportCommand.class,
      CheckCommand.class,
      CoordinatesCommand.class,
      BenchmarkCommand.class,
      BackendsCommand.class,
      CompareBackendsCommand.class,
      PluginsCommand.class,
      CacheCommand.class,
      ProvidersCommand.class
    })
public final class Main implements Runnable {
  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Folder of jars that add to what can be named (default: plugins, as far as it is trusted;"
              + " see 'cocogan plugins').")
  private Optional<Path> plugins = Optional.empty();

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Tells of a failure all that led to it.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  private static final String CURE =
      "'./cocogan plugins --trust' trusts what is in plugins, or name it: --plugins plugins";

  private final Module workers;

  private Main(Module workers) {
    this.workers = workers;
  }

  /**
   * Runs the command line and ends the JVM with its exit code.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    Console console = Console.open();
    ExitGuard exit = ExitGuard.watch(console.err());
    exit.exit(console.finish(commandLine(console.out(), console.err()).execute(arguments)));
  }

  /**
   * The whole command line, ready to execute.
   *
   * @param out standard output
   * @param err standard error
   */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, Modules.EMPTY_MODULE);
  }

  /**
   * The same for a process that does not do everything itself, or does it more than once.
   *
   * @param workers bindings of what opens runs ({@link org.cocogan.run.RunOpener}), passes images
   *     through metrics ({@link org.cocogan.run.ImagePass}) or packs them ({@link
   *     org.cocogan.run.Packing})
   */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err, Module workers) {
    return new CommandLine(new Main(workers))
        .setOut(out)
        .setErr(err)
        // Colours are control sequences, which the console does not let pass.
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .registerConverter(Path.class, Main::path)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Failures::execute)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(new Failures());
  }

  /**
   * Prints one line, which a page of options would scroll away; who names no command sees them all.
   */
  private static int wrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    if (arguments.length == 0) {
      command.usage(err);
    }
    String message = String.valueOf(wrong.getMessage());
    err.println(
        "%s%s '%s --help' tells how it is used."
            .formatted(
                message,
                message.endsWith(".") ? "" : ".",
                command
                    .getCommandSpec()
                    .qualifiedName()
                    .replaceFirst("^cocogan", Matcher.quoteReplacement(ProgramName.name()))));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    return CommandLine.ExitCode.USAGE;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(Reasons.of(e));
    }
  }

  /**
   * What a command builds experiments with, plugins among it.
   *
   * @param command the command or one of its subcommands; told of the plugins that are left out
   */
  static Workbench workbench(CommandSpec command) {
    return Workbench.create(plugins(command), ((Main) command.root().userObject()).workers);
  }

  /**
   * What does a part of a command's work for which no plugin counts.
   *
   * @param command the command or one of its subcommands
   */
  static <T> T worker(CommandSpec command, Class<T> type) {
    return Workbench.create(Plugins.none(), ((Main) command.root().userObject()).workers)
        .instance(type);
  }

  /** Whether the command line asks for all that led to a failure. */
  static boolean isVerbose(CommandSpec command) {
    return ((Main) command.root().userObject()).verbose;
  }

  /** The folder of plugins that the command line names. */
  static Optional<Path> namedPlugins(CommandSpec command) {
    return ((Main) command.root().userObject()).plugins;
  }

  /**
   * The plugins of the folder that the command line names, or else those of the working directory
   * that are trusted; the command tells which.
   *
   * @throws CommandException if the folder that was named does not exist
   */
  static Plugins plugins(CommandSpec command) {
    PluginLoader loader = new PluginLoader(command.commandLine().getErr()::println);
    return namedPlugins(command)
        .map(folder -> loader.load(new PluginFolder(folder)))
        .orElseGet(() -> loader.load(TrustedJars.ofUser(), CURE));
  }

  /** The folder of plugins that the command line names, or that of the working directory. */
  static PluginFolder pluginFolder(CommandSpec command) {
    return namedPlugins(command).map(PluginFolder::new).orElse(PluginFolder.OF_WORKING_DIRECTORY);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
