package org.cocogan.report.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.advice.Median;
import org.cocogan.run.MetricsLog;

/**
 * The log that a run has kept of itself ({@code metrics.jsonl}).
 *
 * @param secondsPerStep the median over the entries, so that what is done between steps now and
 *     then does not count; empty if there are no two entries of one process
 * @param peakMemory the most bytes that were resident; empty if the run did not log it
 * @param scores by name and step
 */
public record RunLog(
    OptionalDouble secondsPerStep,
    OptionalLong peakMemory,
    Map<String, SortedMap<Long, Double>> scores) {
  private static final String STEP = "step";
  private static final String SECONDS = "seconds";

  /** Reads the log; one that is missing is empty. */
  static RunLog read(Path file) throws IOException {
    List<Double> stepSeconds = new ArrayList<>();
    long peak = 0;
    Map<String, SortedMap<Long, Double>> scores = new TreeMap<>();
    long step = 0;
    double seconds = 0;
    for (JsonNode entry : MetricsLog.entries(file)) {
      long now = entry.get(STEP).longValue();
      if (entry.has(SECONDS)) {
        double then = entry.get(SECONDS).doubleValue();
        // The seconds begin anew where a run was resumed.
        if (then > seconds && now > step && seconds > 0) {
          stepSeconds.add((then - seconds) / (now - step));
        }
        step = now;
        seconds = then;
        peak = Math.max(peak, entry.path("peak_memory_bytes").asLong(0));
      } else {
        for (Map.Entry<String, JsonNode> field : entry.properties()) {
          if (!field.getKey().equals(STEP) && field.getValue().isNumber()) {
            scores
                .computeIfAbsent(field.getKey(), name -> new TreeMap<>())
                .put(now, field.getValue().doubleValue());
          }
        }
      }
    }
    return new RunLog(
        stepSeconds.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Median.of(stepSeconds)),
        peak > 0 ? OptionalLong.of(peak) : OptionalLong.empty(),
        scores);
  }
}
