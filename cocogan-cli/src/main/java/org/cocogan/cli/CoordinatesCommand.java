package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.coords.CoordinateReport;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.figure.CoordinateFigure;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.report.inspect.CoordinateTable;
import org.cocogan.report.inspect.ExperimentCoordinates;
import org.cocogan.wiring.Extrapolation;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints where the patches of an experiment are. */
@Command(
    name = "coordinates",
    mixinStandardHelpOptions = true,
    description = "Prints the coordinates of every macro position and of the whole micro grid.",
    footer = {
      "",
      "Examples:",
      "  ./cocogan coordinates configs/CelebA_64x64_N2M2S32.yaml",
      "  ./cocogan coordinates configs/MP3D_256x768_N2M2S128.yaml --figure panorama.png"
    })
final class CoordinatesCommand implements Callable<Integer> {
  @Mixin private ExperimentArguments arguments;

  @Option(names = "--json", description = "Prints every number, as one JSON object.")
  private boolean json;

  @Option(
      names = "--figure",
      paramLabel = "FILE.png",
      description = "Draws positions, coordinates, and how edges meet, as a picture.")
  private Optional<Path> figure = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    figure.ifPresent(this::requirePng);
    PrintWriter out = spec.commandLine().getOut();
    Workbench workbench = Main.workbench(spec);
    ExperimentFile file = arguments.readForCoordinates(workbench, spec.commandLine().getErr());
    CoordinateSystem inner =
        workbench.assemble(file.experiment()).getInstance(CoordinateSystem.class);
    CoordinateSystem coordinates = Extrapolation.of(file.experiment(), inner).orElse(inner);
    figure.ifPresent(target -> draw(coordinates, target));
    if (json) {
      ExperimentCoordinates.requireFewEnough(coordinates);
      TerminalWriter.printDocument(
          out, new ObjectMapper().writeValueAsString(CoordinateReport.of(coordinates)));
    } else {
      CoordinateTable.of(coordinates).forEach(out::println);
      if (figure.isPresent()) {
        out.println();
        out.println("figure: " + figure.get());
      }
    }
    out.flush();
    return 0;
  }

  private void requirePng(Path target) {
    if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new ParameterException(
          spec.commandLine(),
          "--figure draws a PNG: give it a name that ends in .png, not " + target + ".");
    }
  }

  private static void draw(CoordinateSystem coordinates, Path target) {
    PixelImage picture = CoordinateFigure.of(coordinates);
    Images.writePng(target, picture.pixels(), picture.size(), picture.channels());
  }
}
