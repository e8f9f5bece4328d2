package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.cli.run.PictureFiles;
import org.cocogan.cli.run.TrainedRun;
import org.cocogan.patch.Size;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The run a command draws from, where its pictures go, and how it reports them. */
final class DrawingArguments {
  private static final int FILES_NAMED = 2;

  @Parameters(paramLabel = "RUN", description = "The run's folder, such as runs/portraits-32.")
  private Path run;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for the pictures (default: RUN/generated).")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--backend", paramLabel = "NAME", description = "The engine to draw with.")
  private Optional<String> backend = Optional.empty();

  @Option(names = "--json", description = "Prints what was drawn as one JSON object.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** Loads the run; what is noteworthy about it goes to standard error. */
  TrainedRun load() throws IOException {
    return TrainedRun.load(
        Main.workbench(spec), run, backend, spec.commandLine().getErr()::println);
  }

  /** Where the pictures go, if that was said. */
  Optional<Path> output() {
    return output;
  }

  /** The folder for pictures, which is made. */
  PictureFiles files() {
    return PictureFiles.in(output.orElse(run.resolve("generated")));
  }

  /** Reports the files that were drawn. */
  void report(
      TrainedRun trained,
      PictureFiles files,
      Map<String, Object> details,
      List<String> summary,
      double seconds)
      throws JsonProcessingException {
    report(trained, files.written(), details, summary, seconds);
  }

  /**
   * Reports what was drawn.
   *
   * @param written at least one file, all in one folder if there are many
   * @param details what the JSON object says besides run, step, files and seconds
   * @param summary the same in lines for people
   * @param seconds that drawing took
   */
  void report(
      TrainedRun trained,
      List<Path> written,
      Map<String, Object> details,
      List<String> summary,
      double seconds)
      throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("run", run.toString());
      object.put("step", trained.step());
      object.putAll(details);
      object.put("files", written.stream().map(Path::toString).toList());
      object.put("seconds", Math.rint(seconds * 1000) / 1000);
      out.println(new ObjectMapper().writeValueAsString(object));
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
