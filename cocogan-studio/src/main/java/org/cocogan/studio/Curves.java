package org.cocogan.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.exact.Division;
import org.cocogan.run.MetricsLog;

/**
 * The curves that a training has logged: losses, scores and speed, by name, as pairs of a step and
 * a value.
 *
 * @param modified when the log was, in milliseconds
 * @param values by name, thinned to what a small curve shows
 */
record Curves(long modified, Map<String, List<List<Double>>> values) {
  private static final int MOST_POINTS = 300;

  /** The curves of a run that has logged nothing. */
  static final Curves NONE = new Curves(0, Map.of());

  /** These, or what the log has got since. */
  Curves read(Path log) throws IOException {
    if (Files.notExists(log)) {
      return NONE;
    }
    long now = Files.getLastModifiedTime(log).toMillis();
    if (now == modified) {
      return this;
    }
    Map<String, List<List<Double>>> all = new LinkedHashMap<>();
    for (JsonNode entry : MetricsLog.entries(log)) {
      double step = entry.path("step").doubleValue();
      MetricsLog.numbers(entry)
          .forEach(
              (name, value) ->
                  all.computeIfAbsent(name, key -> new ArrayList<>()).add(List.of(step, value)));
    }
    all.replaceAll((name, points) -> thinned(points));
    return new Curves(now, all);
  }

  /** Every so many of them, the last one always. */
  private static List<List<Double>> thinned(List<List<Double>> points) {
    int every = Division.ceil(points.size(), MOST_POINTS);
    List<List<Double>> kept = new ArrayList<>();
    for (int i = (points.size() - 1) % every; i < points.size(); i += every) {
      kept.add(points.get(i));
    }
    return kept;
  }
}
