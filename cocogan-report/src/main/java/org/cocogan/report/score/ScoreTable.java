package org.cocogan.report.score;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.cocogan.metric.Score;
import org.cocogan.run.Evaluation;
import org.cocogan.text.Counted;

/** Prints scores for people. */
public final class ScoreTable {
  private static final int NARROWEST = 16;

  private final PrintWriter out;

  /** Prints to a writer, which the caller flushes. */
  public ScoreTable(PrintWriter out) {
    this.out = out;
  }

  /** Prints a report: one checkpoint's scores, or each score by step. */
  public void print(ScoreReport report) {
    List<ImageScores> measurements = report.measurements();
    ImageScores first = measurements.get(0);
    String images = Counted.of(report.images(), "image") + " of " + report.size();
    if (measurements.size() > 1) {
      print(
          "%s of each of %s%s",
          images, Counted.of(measurements.size(), "checkpoint"), seeds(report));
      first.results().keySet().forEach(metric -> printBySteps(metric, measurements));
      return;
    }
    OptionalLong step = first.step();
    print(
        "%s of %s%s",
        images, step.isPresent() ? "step " + step.getAsLong() : report.subject(), seeds(report));
    first.results().forEach((metric, result) -> printMetric(metric, result.scores()));
  }

  /** One checkpoint's scores in a line, such as {@code step 250: fid 31.2041, kid 0.0213}. */
  public static String line(ImageScores measurement) {
    return measurement.results().values().stream()
        .flatMap(result -> result.scores().stream())
        .map(score -> String.format(Locale.ROOT, "%s %.4f", score.name(), score.value()))
        .collect(Collectors.joining(", ", "step " + measurement.step().orElseThrow() + ": ", ""));
  }

  private static String seeds(ScoreReport report) {
    if (report.seeds().isEmpty()) {
      return "";
    }
    return (report.seeds().size() == 1 ? ", seed " : " for each of the seeds ")
        + report.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private void printMetric(String metric, List<Score> scores) {
    int width =
        scores.stream().mapToInt(score -> score.name().length()).reduce(NARROWEST, Math::max);
    // The metric's name says nothing where the scores bear it, with what they were measured by.
    boolean isRepeated = scores.stream().allMatch(score -> score.name().startsWith(metric));
    out.println();
    print(
        "%-" + (width + 2) + "s %10s %12s  better",
        isRepeated ? "score" : metric,
        "value",
        "std. error");
    for (Score score : scores) {
      print(
          "  %-" + width + "s %10.4f %12s  %-7s  %s",
          score.name(),
          score.value(),
          error(score.standardError()),
          score.better() == Score.Better.NEITHER ? "" : name(score.better()),
          score.description());
    }
  }

  private void printBySteps(String metric, List<ImageScores> measurements) {
    List<Score> last = scores(measurements.get(measurements.size() - 1), metric);
    for (int i = 0; i < last.size(); i++) {
      Score score = last.get(i);
      out.println();
      print("%s: %s", score.name(), score.description());
      print("  %10s %12s %12s", "step", "value", "std. error");
      for (ImageScores measurement : measurements) {
        Score there = scores(measurement, metric).get(i);
        print(
            "  %10d %12.4f %12s",
            measurement.step().orElseThrow(), there.value(), error(there.standardError()));
      }
    }
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private static List<Score> scores(ImageScores measurement, String metric) {
    Map<String, Evaluation.Result> results = measurement.results();
    Evaluation.Result result = results.get(metric);
    return result == null ? List.of() : result.scores();
  }

  private static String error(OptionalDouble error) {
    return error.isPresent() ? String.format(Locale.ROOT, "%.4f", error.getAsDouble()) : "";
  }

  static String name(Score.Better better) {
    return better.name().toLowerCase(Locale.ROOT);
  }
}
