package org.cocogan.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.cocogan.report.benchmark.PackTraining;
import org.cocogan.report.benchmark.Workload;

/** The report on reading from packs, as text for people or as one JSON object. */
final class DataReport {
  private static final double MEGA = 1e-6;

  private final Workload workload;
  private final long megabytes;
  private final DataBenchmark.Found found;

  /** Reports on a workload, read from packs of so many megabytes. */
  public DataReport(Workload workload, long megabytes, DataBenchmark.Found found) {
    this.workload = workload;
    this.megabytes = megabytes;
    this.found = found;
  }

  /** A table of reading and one of training. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "macro patches of %dx%d a second, %d threads, packs of %d MB",
            workload.macro(), workload.macro(), workload.threads(), megabytes));
    text.append(line("  %-10s  %11s  %11s  %9s", "image", "cold", "warm", "heap"));
    for (PackReading reading : found.readings()) {
      text.append(
          line(
              "  %-10s  %11s  %11.0f  %6.1f MB",
              square(reading.side()),
              rounded(reading.cold()),
              reading.warm(),
              reading.heap() * MEGA));
    }
    text.append(
        line(
            "training from a pack: width %d, batch %d, median of %d",
            workload.width(), workload.batch(), workload.steps()));
    text.append(line("  %-10s  %9s  %9s  %9s  %9s", "image", "step", "waiting", "memory", "peak"));
    for (PackTraining training : found.trainings()) {
      text.append(
          line(
              "  %-10s  %7.4f s  %7.2f %%  %9s  %9s",
              square(training.side()),
              training.step(),
              training.dataWait() * 100,
              megabytes(training.anonymous()),
              megabytes(training.peak())));
    }
    return text.toString().stripTrailing();
  }

  private static String line(String form, Object... values) {
    return String.format(Locale.ROOT, form, values) + System.lineSeparator();
  }

  private static String square(int side) {
    return side + "x" + side;
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "unknown";
  }

  private static String megabytes(OptionalLong bytes) {
    return bytes.isPresent()
        ? String.format(Locale.ROOT, "%.1f MB", bytes.getAsLong() * MEGA)
        : "unknown";
  }

  /** All numbers in one line; seconds, bytes, and counts a second. */
  public String json() {
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    node.put("threads", workload.threads());
    node.put("macro", workload.macro());
    node.put("megabytes", megabytes);
    node.put("width", workload.width());
    node.put("batch", workload.batch());
    node.put("steps", workload.steps());
    ArrayNode readings = node.putArray("reading");
    for (PackReading reading : found.readings()) {
      ObjectNode one = readings.addObject();
      one.put("side", reading.side());
      reading.cold().ifPresent(rate -> one.put("cold_patches_per_s", rate));
      reading.coldFaults().ifPresent(faults -> one.put("cold_major_faults", faults));
      one.put("warm_patches_per_s", reading.warm());
      one.put("heap_bytes", reading.heap());
    }
    ArrayNode trainings = node.putArray("training");
    found.trainings().forEach(training -> trainings.add(training.toJson()));
    return node.toString();
  }
}
