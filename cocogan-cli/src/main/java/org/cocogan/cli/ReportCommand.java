package org.cocogan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.report.page.ReportedRun;
import org.cocogan.report.page.RunPage;
import org.cocogan.run.RunDirectory;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a report of runs. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes one HTML file that shows a run, or several side by side.",
      "It has samples over time, losses, scores, seams, coordinates, settings and memory."
    },
    footer = {"", "Example: ./cocogan report runs/portraits runs/other"})
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", arity = "1..*", description = "The folders of runs.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The file to write (default: report.html in the run's folder, and in the working"
              + " directory for several runs).")
  private Optional<Path> output = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workbench workbench = Main.workbench(spec);
    List<ReportedRun> reported = new ArrayList<>();
    for (Path run : runs) {
      reported.add(ReportedRun.open(workbench, run));
    }
    Path file =
        output.orElseGet(
            () ->
                runs.size() == 1 ? new RunDirectory(runs.get(0)).report() : Path.of("report.html"));
    RunPage.write(file, reported);
    spec.commandLine().getOut().println(file);
    return 0;
  }
}
