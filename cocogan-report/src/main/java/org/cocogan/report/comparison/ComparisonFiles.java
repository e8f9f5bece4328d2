package org.cocogan.report.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.figure.CurvesFigure;
import org.cocogan.figure.CurvesFigure.Curve;
import org.cocogan.file.DurableFiles;
import org.cocogan.report.comparison.ComparedRun.Point;
import org.cocogan.report.comparison.Comparison.ScoreKind;

/**
 * The files of a comparison: {@code comparison.md}, {@code comparison.json} and, where there are
 * scores, {@code score-by-steps.png} and {@code score-by-seconds.png}.
 *
 * @param folder where they are written, made if need be
 */
record ComparisonFiles(Path folder) {
  /**
   * Writes all.
   *
   * @return the files
   */
  List<Path> write(Comparison comparison) throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    written.add(text("comparison.md", String.join("\n", ComparisonTable.of(comparison))));
    written.add(
        text(
            "comparison.json",
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(ComparisonJson.of(comparison))));
    if (comparison.score().isPresent()) {
      ScoreKind kind = comparison.score().get();
      draw(
          written,
          "score-by-steps.png",
          kind,
          "training steps",
          curves(comparison, (run, point) -> OptionalDouble.of((double) point.step())));
      draw(
          written,
          "score-by-seconds.png",
          kind,
          "seconds of training steps",
          curves(comparison, (run, point) -> run.seconds(point.step())));
    }
    return written;
  }

  private Path text(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    DurableFiles.replace(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static List<Curve> curves(
      Comparison comparison, BiFunction<ComparedRun, Point, OptionalDouble> across) {
    List<Curve> curves = new ArrayList<>();
    for (ComparedRun run : comparison.runs()) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (Point point : run.points()) {
        across
            .apply(run, point)
            .ifPresent(
                place -> {
                  x.add(place);
                  y.add(point.value());
                });
      }
      if (!x.isEmpty()) {
        curves.add(new Curve(run.name(), x, y));
      }
    }
    return curves;
  }

  private void draw(
      List<Path> written, String name, ScoreKind kind, String across, List<Curve> curves) {
    if (curves.isEmpty()) {
      return;
    }
    String up = "the " + kind.better().name().toLowerCase(Locale.ROOT) + ", the better";
    PixelImage chart = CurvesFigure.of(kind.name(), across, up, curves);
    Path file = folder.resolve(name);
    Images.writePng(file, chart.pixels(), chart.size(), chart.channels());
    written.add(file);
  }
}
