package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.report.inspect.ExperimentReport;
import org.cocogan.report.inspect.Inspection;
import org.cocogan.run.TimedStep;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the sizes, work and memory of an experiment, or everything that is wrong with it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validates a configuration file and prints what it amounts to: sizes, parameters, memory.",
      "Names all mistakes at once. Trains nothing, and starts no engine unless it is to measure."
    },
    footer = {"", "Example: ./cocogan check configs/CelebA_64x64_N2M2S32.yaml"})
final class CheckCommand implements Callable<Integer> {
  @Mixin private ExperimentArguments arguments;

  @Option(names = "--json", description = "Prints the same as one JSON object.")
  private boolean json;

  @Option(
      names = "--time",
      description = "Times training steps with the engine, and says how long all of it takes.")
  private boolean timed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Workbench workbench = Main.workbench(spec);
    ExperimentFile file = arguments.read(workbench, Map.of(), err);
    ExperimentReport report = Inspection.of(workbench, file);
    if (timed) {
      report = report.timed(file, TimedStep.of(workbench, file.experiment()).seconds());
    }
    report.missing().forEach(err::println);
    if (json) {
      TerminalWriter.printDocument(
          out,
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.toJson()));
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
