package org.cocogan.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report on the arithmetic of FID, as text for people or as one JSON object. */
final class FidReport {
  private static final double MILLI = 1e3;

  private final int dimension;
  private final List<FidTiming> timings;

  /** Reports on features of a dimension. */
  public FidReport(int dimension, List<FidTiming> timings) {
    this.dimension = dimension;
    this.timings = timings;
  }

  /** A line for each engine. */
  public String text() {
    return timings.stream()
        .map(
            timing ->
                String.format(
                    Locale.ROOT,
                    "  %-10s  %8.2f s  %14.8f  %8.2f s  %14.8f  %8.3f ms",
                    timing.engine(),
                    timing.fullSeconds(),
                    timing.full(),
                    timing.deficientSeconds(),
                    timing.deficient(),
                    timing.statisticsSeconds() * MILLI))
        .collect(
            Collectors.joining(
                System.lineSeparator(),
                String.format(
                    Locale.ROOT,
                    "FID of %d features, processor time%n  %-10s  %10s  %14s  %10s  %14s  %11s%n",
                    dimension,
                    "engine",
                    "full rank",
                    "value",
                    "half rank",
                    "value",
                    "a sample"),
                ""));
  }

  /** All numbers in one line; processor seconds. */
  public String json() {
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    node.put("dimension", dimension);
    ArrayNode engines = node.putArray("engines");
    for (FidTiming timing : timings) {
      ObjectNode one = engines.addObject();
      one.put("engine", timing.engine());
      one.put("full_rank_cpu_s", timing.fullSeconds());
      one.put("full_rank_fid", timing.full());
      one.put("rank_deficient_cpu_s", timing.deficientSeconds());
      one.put("rank_deficient_fid", timing.deficient());
      one.put("statistics_cpu_s_per_sample", timing.statisticsSeconds());
    }
    return node.toString();
  }
}
