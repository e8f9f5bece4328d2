package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.patch.Size;
import org.cocogan.render.PixelDifference;
import org.cocogan.run.PictureFiles;
import org.cocogan.run.RunDirectory;
import org.cocogan.run.RunOpener;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The run a command draws from, where its pictures go, and how it reports them. */
final class DrawingArguments {
  private static final int FILES_NAMED = 3;
  private static final int LARGEST_SCALE = 64;

  private static final int IMAGES_COMPARED = 16;

  @Parameters(
      paramLabel = "RUN",
      converter = ShippedModels.RunOrModel.class,
      description = "The run's folder, such as runs/portraits.")
  private Path run;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for the pictures (default: RUN/generated).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The engine to draw with (default: onnx on the processor, else the run's).")
  private Optional<String> backend = Optional.empty();

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "float32",
      description =
          "float32, or bfloat16 (faster, where engine and processor have it) with the run's engine;"
              + " says how much pixels differ (default: ${DEFAULT-VALUE}).")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--scale",
      paramLabel = "N",
      description =
          "Shows each pixel N times along both axes (default: 1 for images, what is seen well for"
              + " sheets and animations).")
  private Optional<Integer> scale = Optional.empty();

  @Option(names = "--json", description = "Prints what was drawn as one JSON object.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** Loads the run; what is noteworthy about it goes to standard error. */
  TrainedRun load() throws IOException {
    if (run.toString().endsWith(ShippedModels.ENDING) && Files.notExists(run)) {
      throw new CommandException(
          "there is no model " + run + "; " + ProgramName.name() + " export writes one");
    }
    PrintWriter err = spec.commandLine().getErr();
    TrainedRun trained = load(precision, err::println);
    if (trained.backend().precision() != Precision.FLOAT32) {
      // It has told already what is noteworthy about the run.
      try (TrainedRun exact = load(Precision.FLOAT32, notice -> {})) {
        PixelDifference difference =
            PixelDifference.of(trained, exact, TrainedRun.USUAL_SEED, IMAGES_COMPARED);
        err.println("pixels differ from those of float32 by " + difference);
      }
    }
    return trained;
  }

  private TrainedRun load(Precision wanted, Consumer<String> notices) throws IOException {
    Workbench workbench = Main.workbench(spec);
    return workbench.instance(RunOpener.class).open(workbench, run, backend, wanted, notices);
  }

  /** Where the pictures go, if that was said. */
  Optional<Path> output() {
    return output;
  }

  /** Whether a file stands in the place of the run: a model that export wrote. */
  boolean nameAModel() {
    return Files.isRegularFile(run);
  }

  /** The run's or the model's name, without the path to it. */
  String name() {
    return String.valueOf(run.getFileName());
  }

  /** Opens the model. */
  ExportedModel openModel() throws IOException {
    if (backend.isPresent() || precision != Precision.FLOAT32) {
      throw new ParameterException(
          spec.commandLine(),
          "--backend and --precision are for runs; a model is drawn from in ONNX Runtime, in"
              + " float32.");
    }
    return ExportedModel.open(run);
  }

  /** The folder for pictures, which is made. */
  PictureFiles files() {
    if (scale.orElse(1) < 1 || scale.orElse(1) > LARGEST_SCALE) {
      throw new ParameterException(
          spec.commandLine(), "--scale must be from 1 to " + LARGEST_SCALE + ".");
    }
    return PictureFiles.in(
        output.orElseGet(this::defaultFolder),
        scale.map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  /**
   * The folder of the run, also for one of its checkpoints; otherwise one beside what is drawn
   * from.
   */
  private Path defaultFolder() {
    return RunDirectory.around(run)
        .map(RunDirectory::generated)
        .orElseGet(
            () -> {
              String name = name();
              String stem =
                  name.endsWith(ShippedModels.ENDING)
                      ? name.substring(0, name.length() - ShippedModels.ENDING.length())
                      : name;
              Path pictures = Path.of(stem + "-generated");
              return ShippedModels.contain(run) ? pictures : run.resolveSibling(pictures);
            });
  }

  /**
   * Reports what was drawn.
   *
   * @param details what the JSON object says besides run, step, files and seconds
   * @param summary the same in lines for people
   * @param seconds that drawing took
   */
  void report(
      TrainedRun trained,
      PictureFiles files,
      Map<String, Object> details,
      List<String> summary,
      double seconds)
      throws JsonProcessingException {
    report(trained.step(), files, details, summary, seconds);
  }

  /** The same for what was drawn after so many training steps. */
  void report(
      long step,
      PictureFiles files,
      Map<String, Object> details,
      List<String> summary,
      double seconds)
      throws JsonProcessingException {
    report(step, files.written(), details, summary, seconds);
  }

  /** The same for files of any kind, at least one, and all in one folder if there are many. */
  void report(
      long step,
      List<Path> written,
      Map<String, Object> details,
      List<String> summary,
      double seconds)
      throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("run", run.toString());
      object.put("step", step);
      object.putAll(details);
      object.put("files", written.stream().map(Path::toString).toList());
      object.put("seconds", Math.rint(seconds * 1000) / 1000);
      TerminalWriter.printDocument(out, new ObjectMapper().writeValueAsString(object));
    } else {
      summary.forEach(out::println);
      if (written.size() <= FILES_NAMED) {
        written.forEach(out::println);
      } else {
        out.println(written.get(0).getParent() + " (" + written.size() + " files)");
      }
    }
    out.flush();
  }

  /** A size as the JSON object has it. */
  static List<Integer> heightAndWidth(Size size) {
    return List.of(size.height(), size.width());
  }
}
