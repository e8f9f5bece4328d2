package org.cocogan.report.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScoreMap;

/** Writes scores for programs. */
public final class ScoreJson {
  private ScoreJson() {}

  /**
   * A report as one JSON object, whose own are the scores of the latest checkpoint.
   *
   * @param files the files that were written, in order
   */
  public static String of(ScoreReport report, List<String> files) throws JsonProcessingException {
    List<ImageScores> measurements = report.measurements();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", report.subject());
    if (report.seeds().size() == 1) {
      object.put("seed", report.seeds().get(0));
    } else if (!report.seeds().isEmpty()) {
      object.put("seeds", report.seeds());
    }
    object.put("samples", report.images());
    object.put("image_size", List.of(report.size().height(), report.size().width()));
    report
        .network()
        .ifPresent(
            network -> {
              object.put("network", network.name());
              object.put("network_digest", network.digest());
              object.put("preprocessing", network.preprocessing());
            });
    report.reference().ifPresent(reference -> object.put("reference", reference));
    put(measurements.get(measurements.size() - 1), object);
    if (measurements.size() > 1) {
      object.put(
          "checkpoints",
          measurements.stream()
              .map(
                  measurement -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    put(measurement, one);
                    return one;
                  })
              .toList());
    }
    if (!files.isEmpty()) {
      object.put("files", files);
    }
    return new ObjectMapper().writeValueAsString(object);
  }

  private static void put(ImageScores measurement, Map<String, Object> object) {
    measurement.step().ifPresent(step -> object.put("step", step));
    List<Map<String, Object>> scores = new ArrayList<>();
    List<Map<String, Object>> maps = new ArrayList<>();
    measurement
        .results()
        .forEach(
            (metric, result) -> {
              result.scores().forEach(score -> scores.add(object(metric, score)));
              result.maps().forEach(map -> maps.add(object(metric, map)));
            });
    object.put("scores", scores);
    if (!maps.isEmpty()) {
      object.put("maps", maps);
    }
  }

  private static Map<String, Object> object(String metric, Score score) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("metric", metric);
    object.put("name", score.name());
    object.put("value", score.value());
    score.standardError().ifPresent(error -> object.put("standard_error", error));
    object.put("better", ScoreTable.name(score.better()));
    object.put("description", score.description());
    return object;
  }

  private static Map<String, Object> object(String metric, ScoreMap map) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("metric", metric);
    object.put("name", map.name());
    object.put("values", map.values());
    object.put("better", ScoreTable.name(map.better()));
    object.put("description", map.description());
    return object;
  }
}
