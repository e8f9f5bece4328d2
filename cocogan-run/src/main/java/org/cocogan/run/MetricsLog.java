package org.cocogan.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.checkpoint.DurableFiles;

/** Losses, speed and scores by step, one JSON object a line. */
final class MetricsLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedWriter out;

  /**
   * Opens the log, dropping what was written after the step that is resumed from: those steps are
   * taken again.
   */
  MetricsLog(Path file, long resumedFrom) throws IOException {
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      List<String> kept = lines.stream().filter(line -> step(line) <= resumedFrom).toList();
      if (kept.size() < lines.size()) {
        String text = kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
        DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
      }
    }
    this.out =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** A line that a crash has torn belongs to no step and is dropped. */
  private static long step(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node.path("step").asLong(Long.MAX_VALUE);
    } catch (JsonProcessingException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Writes a line. Where the system tells, it also holds the most memory that this process has had
   * resident so far.
   *
   * @param dataWait share of the time since the line before that steps waited for their batch
   */
  void write(
      long step, double seconds, double imagesPerSecond, double dataWait, Map<String, Float> losses)
      throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("step", step);
    node.put("seconds", round(seconds));
    node.put("images_per_s", round(imagesPerSecond));
    node.put("data_wait", round(dataWait));
    ProcessMemory.peak().ifPresent(bytes -> node.put("peak_memory_bytes", bytes));
    losses.forEach(node::put);
    write(node);
  }

  /**
   * Writes what the generator scores after a step.
   *
   * @param name such as {@code fid}
   */
  void writeScore(long step, String name, double value) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("step", step);
    node.put(name, value);
    write(node);
  }

  private void write(ObjectNode node) throws IOException {
    out.write(JSON.writeValueAsString(node));
    out.newLine();
    out.flush();
  }

  /**
   * All that was logged under a name, by step.
   *
   * @param file the log
   */
  static SortedMap<Long, Double> read(Path file, String name) throws IOException {
    SortedMap<Long, Double> values = new TreeMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      long step = step(line);
      if (step < Long.MAX_VALUE && JSON.readTree(line).path(name).isNumber()) {
        values.put(step, JSON.readTree(line).path(name).doubleValue());
      }
    }
    return values;
  }

  private static double round(double value) {
    return Math.rint(value * 1000) / 1000;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
