package org.cocogan.report.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.figure.CurveFigure;
import org.cocogan.figure.HeatMapFigure;
import org.cocogan.file.DurableFiles;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScoreMap;
import org.cocogan.metric.ScorePicture;
import org.cocogan.run.Evaluation;

/**
 * The files of an evaluation: {@code scores.json}, a curve for each score of several checkpoints, a
 * heat map for each map, and the pictures.
 */
public final class ScoreFiles {
  private final Path folder;
  private final List<Path> written = new ArrayList<>();

  /** Writes to a folder, which is made if need be. */
  public ScoreFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes all.
   *
   * @return the files
   */
  public List<Path> write(ScoreReport report) throws IOException {
    Files.createDirectories(folder);
    Path json = folder.resolve("scores.json");
    String text = ScoreJson.of(report, List.of()) + "\n";
    DurableFiles.replace(json, text.getBytes(StandardCharsets.UTF_8));
    written.add(json);
    if (report.measurements().size() > 1) {
      drawCurves(report);
    }
    ImageScores last = report.measurements().get(report.measurements().size() - 1);
    for (Evaluation.Result result : last.results().values()) {
      result.maps().forEach(map -> drawMap(map, report));
      result.pictures().forEach(this::draw);
    }
    return List.copyOf(written);
  }

  private void drawCurves(ScoreReport report) {
    Map<String, List<CurveFigure.Point>> curves = new LinkedHashMap<>();
    Map<String, String> axes = new LinkedHashMap<>();
    for (ImageScores measurement : report.measurements()) {
      measurement
          .results()
          .values()
          .forEach(
              result -> {
                for (Score score : result.scores()) {
                  axes.put(score.name(), axis(score));
                  curves
                      .computeIfAbsent(score.name(), name -> new ArrayList<>())
                      .add(
                          new CurveFigure.Point(
                              measurement.step().orElseThrow(),
                              score.value(),
                              score.standardError()));
                }
              });
    }
    curves.forEach(
        (name, points) -> write(name, CurveFigure.of(name, axes.getOrDefault(name, ""), points)));
  }

  private static String axis(Score score) {
    return score.better() == Score.Better.NEITHER
        ? "value"
        : "the " + ScoreTable.name(score.better()) + ", the better";
  }

  private void drawMap(ScoreMap map, ScoreReport report) {
    write(map.name() + "-map", HeatMapFigure.of(map.name(), map, report.size()));
  }

  private void draw(ScorePicture picture) {
    List<PixelImage> images =
        picture.images().stream()
            .map(pixels -> new PixelImage(picture.size(), picture.channels(), pixels))
            .toList();
    write(picture.name(), ContactSheet.visible(picture.columns(), picture.size()).tile(images));
  }

  private void write(String name, PixelImage picture) {
    Path file = folder.resolve(name + ".png");
    Images.writePng(file, picture.pixels(), picture.size(), picture.channels());
    written.add(file);
  }
}
