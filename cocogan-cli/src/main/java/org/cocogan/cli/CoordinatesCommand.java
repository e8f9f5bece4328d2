package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cocogan.cli.report.CoordinateTable;
import org.cocogan.cli.report.ExperimentCoordinates;
import org.cocogan.cli.wiring.Extrapolation;
import org.cocogan.cli.wiring.Workbench;
import org.cocogan.coords.CoordinateReport;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.patch.CoordinateSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints where the patches of an experiment are. */
@Command(
    name = "coordinates",
    mixinStandardHelpOptions = true,
    description = "Prints the coordinates of every macro position and of the whole micro grid.",
    footer = {"", "Example: ./cocogan coordinates configs/CelebA_64x64_N2M2S32.yaml"})
final class CoordinatesCommand implements Callable<Integer> {
  @Mixin private ExperimentArguments arguments;

  @Option(names = "--json", description = "Prints every number, as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    Workbench workbench = Main.workbench(spec);
    ExperimentFile file = arguments.read(workbench, Map.of(), spec.commandLine().getErr());
    CoordinateSystem inner =
        workbench.assemble(file.experiment()).getInstance(CoordinateSystem.class);
    CoordinateSystem coordinates = Extrapolation.of(file.experiment(), inner).orElse(inner);
    if (json) {
      ExperimentCoordinates.requireFewEnough(coordinates);
      out.println(new ObjectMapper().writeValueAsString(CoordinateReport.of(coordinates)));
    } else {
      CoordinateTable.of(coordinates).forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
