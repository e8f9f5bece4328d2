package org.cocogan.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.patch.Size;
import org.cocogan.setup.Expectations;
import org.cocogan.setup.FirstConfiguration;
import org.cocogan.setup.FirstConfiguration.Fitted;
import org.cocogan.setup.FirstConfiguration.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first configuration for somebody's pictures. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a configuration that fits your pictures and this machine.",
      "Looks at up to 200 of the pictures, times a training step, and says when there",
      "will be something to see. Never overwrites a file."
    },
    footer = {"", "Example: ./cocogan init photos.zip"})
final class InitCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATA",
      description = "A folder, zip or pack of pictures, or the name of a data set.")
  private String dataset = "";

  @Option(
      names = "--output",
      paramLabel = "FILE.yaml",
      description = "The configuration (default: the data's name, in the working directory).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--image-size",
      paramLabel = "H,W",
      converter = Converters.ImageSize.class,
      description = "Size of generated images (default: what suits the pictures).")
  private Optional<Size> imageSize = Optional.empty();

  @Option(
      names = "--coordinates",
      paramLabel = "NAME",
      description = "The coordinate system (default: what suits the pictures).")
  private Optional<String> coordinates = Optional.empty();

  /** The machine that the configuration is for. */
  enum Machine {
    /** This one. */
    HERE,
    /** One with a GPU. */
    GPU
  }

  @Option(
      names = "--for",
      paramLabel = "MACHINE",
      defaultValue = "here",
      description = "here or gpu: this machine, or one with a GPU (default: ${DEFAULT-VALUE}).")
  private Machine machine = Machine.HERE;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path file = output.orElseGet(() -> FirstConfiguration.usualFile(dataset));
    FirstConfiguration.requireNew(file);
    Fitted fitted =
        new FirstConfiguration(Main.workbench(spec))
            .fit(
                new Request(dataset, imageSize, coordinates, machine == Machine.GPU), err::println);
    FirstConfiguration.write(fitted, file);
    Expectations.of(fitted).forEach(out::println);
    out.println();
    out.println("Written to " + file + ". Then");
    out.println("  train      " + ProgramName.line("train", file));
    out.println("  look into  " + fitted.experiment().log().runDirectory().resolve("samples"));
    out.flush();
    return 0;
  }
}
