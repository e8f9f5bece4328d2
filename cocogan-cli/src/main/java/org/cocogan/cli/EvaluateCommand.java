package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.cocogan.cli.run.Evaluation;
import org.cocogan.cli.run.TrainedRun;
import org.cocogan.cli.wiring.Workbench;
import org.cocogan.metric.Score;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the images of a trained run. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Draws images from the latest checkpoint of a run and measures them.",
      "They are those that generate draws from the same seed. The metric seam tells how much",
      "neighbouring pixels differ where patches or edges meet, and elsewhere."
    },
    footer = {"", "Example: ./cocogan evaluate runs/portraits-32 --metrics seam --samples 1000"})
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "The run's folder, such as runs/portraits-32.")
  private Path run;

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "seam",
      description = "What to measure, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "METRIC.KEY=VALUE",
      description = "A setting of a metric's own; may be repeated.")
  private Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "256",
      description = "How many images (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "0",
      description = "Seed of the latent vectors (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The engine to draw with (default: onnx on the processor, else the run's).")
  private Optional<String> backend = Optional.empty();

  @Option(names = "--json", description = "Prints the scores as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (samples < 1) {
      throw new ParameterException(spec.commandLine(), "--samples must be at least 1.");
    }
    Map<String, Map<String, String>> parameters = parameters();
    PrintWriter err = spec.commandLine().getErr();
    Workbench workbench = Main.workbench(spec);
    try (TrainedRun trained = TrainedRun.forDrawing(workbench, run, backend, err::println);
        PatchRenderer renderer = trained.renderer(seed)) {
      Map<String, List<Score>> scores =
          workbench
              .assemble(trained.experiment())
              .getInstance(Evaluation.class)
              .measure(renderer, samples, parameters, err::println, progress(err));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(toJson(trained.step(), renderer.imageSize(), scores));
      } else {
        print(trained.step(), renderer.imageSize(), scores, out);
      }
      out.flush();
    }
    return 0;
  }

  /** The settings of each metric that is asked for. */
  private Map<String, Map<String, String>> parameters() {
    Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
    metrics.forEach(name -> parameters.put(name.trim(), new LinkedHashMap<>()));
    given.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          Map<String, String> own = parameters.get(key.substring(0, Math.max(0, dot)));
          if (own == null) {
            throw new ParameterException(
                spec.commandLine(),
                "--set takes METRIC.KEY=VALUE, METRIC being one of "
                    + String.join(", ", parameters.keySet())
                    + ", not "
                    + key
                    + "="
                    + value
                    + ".");
          }
          own.put(key.substring(dot + 1), value);
        });
    return parameters;
  }

  private IntConsumer progress(PrintWriter err) {
    if (!Terminal.isAttached()) {
      return drawn -> {};
    }
    return drawn -> {
      err.printf("\rdrawn %d of %d%s", drawn, samples, drawn == samples ? "\n" : "");
      err.flush();
    };
  }

  private void print(long step, Size size, Map<String, List<Score>> scores, PrintWriter out) {
    out.printf("%d images of %s of step %d, seed %d%n", samples, size, step, seed);
    scores.forEach(
        (metric, its) -> {
          out.printf("%n%-18s %10s %12s  better%n", metric, "value", "std. error");
          its.forEach(score -> out.println(line(score)));
        });
  }

  private static String line(Score score) {
    return String.format(
        Locale.ROOT,
        "  %-16s %10.4f %12s  %-7s  %s",
        score.name(),
        score.value(),
        score.standardError().isPresent()
            ? String.format(Locale.ROOT, "%.4f", score.standardError().getAsDouble())
            : "",
        score.better() == Score.Better.NEITHER ? "" : name(score.better()),
        score.description());
  }

  private String toJson(long step, Size size, Map<String, List<Score>> scores)
      throws JsonProcessingException {
    List<Map<String, Object>> list = new ArrayList<>();
    scores.forEach((metric, its) -> its.forEach(score -> list.add(toMap(metric, score))));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run.toString());
    object.put("step", step);
    object.put("seed", seed);
    object.put("samples", samples);
    object.put("image_size", List.of(size.height(), size.width()));
    object.put("scores", list);
    return new ObjectMapper().writeValueAsString(object);
  }

  private static Map<String, Object> toMap(String metric, Score score) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("metric", metric);
    map.put("name", score.name());
    map.put("value", score.value());
    score.standardError().ifPresent(error -> map.put("standard_error", error));
    map.put("better", name(score.better()));
    map.put("description", score.description());
    return map;
  }

  private static String name(Score.Better better) {
    return better.name().toLowerCase(Locale.ROOT);
  }
}
