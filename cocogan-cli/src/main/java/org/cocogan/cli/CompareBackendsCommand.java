package org.cocogan.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.experiment.Experiment;
import org.cocogan.report.comparison.engines.BackendComparison;
import org.cocogan.report.comparison.engines.ComparisonText;
import org.cocogan.report.comparison.engines.EngineComparison;
import org.cocogan.report.comparison.engines.EngineComparisonJson;
import org.cocogan.run.StatusLine;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains an experiment on two engines and tells how far they are apart. */
@Command(
    name = "compare-backends",
    mixinStandardHelpOptions = true,
    description = {
      "Trains an experiment on two engines side by side, from the same first values and batches.",
      "At the start, at the end and twice between, both take the same step from the first one's"
          + " state: losses, gradients and state must agree within the tolerances of the reference"
          + " vectors, and images drawn from one state within 2 of 255, or the exit code is 1.",
      "Also tells how far the two come apart on their own. Writes no files."
    },
    footer = {"", "Example: ./cocogan compare-backends configs/small/portraits-32.yaml --steps 60"})
final class CompareBackendsCommand implements Callable<Integer> {
  @Mixin private ExperimentArguments arguments;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "60",
      description = "How many steps both train (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--backends",
      paramLabel = "NAME,NAME",
      split = ",",
      defaultValue = "djl,dl4j",
      description = "The two engines (default: ${DEFAULT-VALUE}).")
  private List<String> backends = List.of();

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (backends.size() != 2) {
      throw new ParameterException(
          spec.commandLine(),
          "Option --backends takes two engines, such as djl,dl4j, not " + backends.size());
    }
    if (steps < 1) {
      throw new ParameterException(
          spec.commandLine(), "Option --steps takes 1 or more, not " + steps);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Workbench workbench = Main.workbench(spec);
    Experiment experiment = arguments.read(workbench, Map.of(), err).experiment();
    StatusLine status = new StatusLine(err, Terminal.isAttached());
    EngineComparison comparison =
        new BackendComparison(workbench, experiment, steps)
            .of(
                backends.get(0),
                backends.get(1),
                status::say,
                step -> status.show("step " + step + "/" + steps));
    status.clear();
    if (json) {
      TerminalWriter.printDocument(out, EngineComparisonJson.of(comparison));
    } else {
      ComparisonText.of(comparison).forEach(out::println);
    }
    out.flush();
    if (!comparison.agrees()) {
      throw new CommandException(ComparisonText.verdict(comparison));
    }
    return 0;
  }
}
