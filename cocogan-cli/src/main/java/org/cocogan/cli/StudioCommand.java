package org.cocogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cocogan.run.RunDirectory;
import org.cocogan.studio.Sources;
import org.cocogan.studio.Studio;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows runs and models in a browser, and serves parts of their images. */
@Command(
    name = "studio",
    mixinStandardHelpOptions = true,
    description = {
      "Opens a page that draws images by parts while one looks and moves, and serves parts of"
          + " images to other software (IIIF Image API 3.0).",
      "A run that is still training is followed. Ctrl-C ends it."
    },
    footer = {
      "",
      "Examples:",
      "  ./cocogan studio",
      "  ./cocogan studio runs/portraits portraits.onnx --port 9000"
    })
final class StudioCommand implements Callable<Integer> {
  private static final Path RUNS = Path.of("runs");
  private static final int LAST_PORT = 65_535;
  private static final long MILLISECONDS_BETWEEN_LOOKS = 100;

  @Parameters(
      paramLabel = "RUN|MODEL.onnx",
      converter = ShippedModels.RunOrModel.class,
      description = "Runs' folders, or models of kind patch (default: the newest run in runs).")
  private List<Path> paths = List.of();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address to listen at (default: ${DEFAULT-VALUE}, this machine alone).")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7411",
      description = "The port, 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The engine to draw with (default: onnx on the processor, else the run's).")
  private Optional<String> backend = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > LAST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port must be from 0 to " + LAST_PORT + ".");
    }
    PrintWriter err = spec.commandLine().getErr();
    List<Path> shown = paths.isEmpty() ? List.of(newestRun()) : paths;
    try (StopSignal stop = new StopSignal()) {
      return stop.call(
          spec.commandLine(),
          () -> {
            try (Sources sources =
                    Sources.open(Main.workbench(spec), shown, backend, err::println);
                Studio studio = Studio.open(sources, host, port, err::println)) {
              warn(err);
              spec.commandLine().getOut().println(studio.address());
              spec.commandLine().getOut().flush();
              while (!stop.getAsBoolean()) {
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
              }
            }
            return 0;
          });
    }
  }

  private void warn(PrintWriter err) throws IOException {
    if (!InetAddress.getByName(host).isLoopbackAddress()) {
      err.println(
          "whoever reaches "
              + host
              + " can look at these images and make this machine work; it asks for no password");
    }
  }

  /** The run whose checkpoint is the newest. */
  private static Path newestRun() throws IOException {
    if (!Files.isDirectory(RUNS)) {
      throw none();
    }
    try (Stream<Path> folders = Files.list(RUNS)) {
      return folders
          .map(RunDirectory::new)
          .filter(run -> run.isRun() && run.checkpoints(1, notice -> {}).any())
          .map(RunDirectory::path)
          .max(Comparator.comparing(run -> newestCheckpoint(run)))
          .orElseThrow(StudioCommand::none);
    }
  }

  private static long newestCheckpoint(Path run) {
    return new RunDirectory(run)
        .checkpoints(1, notice -> {}).folders().stream()
            .mapToLong(folder -> folder.toFile().lastModified())
            .max()
            .orElse(0);
  }

  private static CommandException none() {
    return new CommandException(
        "there is no trained run in the folder runs; name one, or train one: ./cocogan quickstart");
  }
}
