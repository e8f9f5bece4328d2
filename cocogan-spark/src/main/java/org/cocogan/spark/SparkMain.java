package org.cocogan.spark;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cocogan.CocoGanException;
import org.cocogan.cli.Main;
import org.cocogan.cli.console.Console;
import org.cocogan.plugin.ExitGuard;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry point for spark-submit: the command line, whose commands a cluster does in pieces. */
public final class SparkMain {
  /** Between two commands that share the start of the cluster's processes. */
  private static final String THEN = "--then";

  private static final String PLUGINS = "--plugins";

  private static final Map<String, ClusterCommand> COMMANDS =
      Map.of(
          "generate", new GenerateOnCluster(),
          "stats", new StatsOnCluster(),
          "evaluate", new EvaluateOnCluster(),
          "compare", new EvaluateOnCluster(),
          "data prepare", new PrepareOnCluster(),
          "train", new TrainOnCluster());

  private SparkMain() {}

  /**
   * Runs a command, or several with {@code --then} between them up to the first that fails, and
   * ends the JVM with the last one's exit code.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    Console console = Console.open();
    ExitGuard exit = ExitGuard.watch(console.err());
    int code = 0;
    try (Cluster cluster = new Cluster()) {
      for (List<String> words : split(arguments)) {
        if (code == 0) {
          code = execute(cluster, console.out(), console.err(), words.toArray(String[]::new));
        }
      }
    }
    exit.exit(console.finish(code));
  }

  private static List<List<String>> split(String[] arguments) {
    List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
    for (String word : arguments) {
      if (word.equals(THEN)) {
        commands.add(new ArrayList<>());
      } else {
        commands.get(commands.size() - 1).add(word);
      }
    }
    return commands;
  }

  /** Runs a command; gives its exit code. */
  static int execute(Cluster cluster, PrintWriter out, PrintWriter err, String[] arguments) {
    CommandLine commands = Main.commandLine(out, err);
    for (String name : COMMANDS.keySet()) {
      CommandLine command = commands;
      for (String word : name.split(" ", -1)) {
        command = Objects.requireNonNull(command.getSubcommands().get(word), name);
      }
      CommandSpec spec = command.getCommandSpec();
      if (name.equals("train")) {
        add(spec, TrainOnCluster.WORKERS, "Workers that take each round (default: 2).");
        add(
            spec,
            TrainOnCluster.AVERAGE_EVERY,
            "Steps of a round, after which workers are averaged (default: 50).");
      } else {
        add(
            spec,
            ClusterCommand.PIECES,
            "Pieces that machines do one by one (default: some for each).");
      }
    }
    return commands
        .setExecutionStrategy(parsed -> execute(parsed, cluster, out, err))
        .execute(arguments);
  }

  private static void add(CommandSpec command, String option, String description) {
    command.addOption(
        OptionSpec.builder(option)
            .paramLabel("N")
            .type(Integer.class)
            .description(description)
            .build());
  }

  private static int execute(
      ParseResult parsed, Cluster cluster, PrintWriter out, PrintWriter err) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    if (!parsed.hasSubcommand()) {
      throw new ParameterException(parsed.commandSpec().commandLine(), "Name a command.");
    }
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    Words words = new Words(command);
    String name = words.name();
    ClusterCommand onCluster = COMMANDS.get(name);
    try {
      if (onCluster == null) {
        throw new CocoGanException(
            "%s is done by one machine: ./cocogan %s; a cluster does %s"
                .formatted(
                    name, name, String.join(", ", COMMANDS.keySet().stream().sorted().toList())));
      }
      if (parsed.hasMatchedOption(PLUGINS)) {
        throw new CocoGanException(
            PLUGINS
                + ": plugins are not sent to executors, so that what needs one is done by one"
                + " machine: ./cocogan "
                + name);
      }
      return onCluster.run(words, cluster, out, err);
    } catch (ParameterException e) {
      throw e;
    } catch (Exception e) {
      throw new ExecutionException(command.commandSpec().commandLine(), "a command", e);
    } finally {
      out.flush();
    }
  }
}
