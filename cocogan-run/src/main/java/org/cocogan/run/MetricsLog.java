package org.cocogan.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;
import org.cocogan.metric.Score;
import org.cocogan.training.Observations;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStep;

/**
 * Losses, speed and scores by step, one JSON object a line. A line that a crash has torn, or a disk
 * has damaged, is none.
 */
public final class MetricsLog implements TrainingListener {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String STEP = "step";

  private final Path file;
  private long last;
  private boolean ready;
  private double seconds;
  private double waitedSeconds;

  /**
   * Continues a log, dropping what was written after the step that is resumed from: those steps are
   * taken again.
   */
  MetricsLog(Path file, long resumedFrom) {
    this.file = file;
    this.last = resumedFrom;
  }

  @Override
  public String product() {
    return "line in " + file.getFileName();
  }

  /**
   * Logs a step: its losses and speed, the share of the time since the line before that steps
   * waited for their batch, and, where the system tells, the most memory that this process has had
   * resident so far.
   */
  @Override
  public void taken(TrainingStep step) throws IOException {
    if (!step.logged()) {
      return;
    }
    ObjectNode node = JSON.createObjectNode();
    node.put(STEP, step.step());
    node.put("seconds", round(step.seconds()));
    node.put("images_per_s", round(step.imagesPerSecond()));
    node.put(
        "data_wait", round((step.waitedSeconds() - waitedSeconds) / (step.seconds() - seconds)));
    ProcessMemory.peak().ifPresent(bytes -> node.put("peak_memory_bytes", bytes));
    step.losses().forEach(node::put);
    Observations.of(step.observed()).forEach(node::put);
    seconds = step.seconds();
    waitedSeconds = step.waitedSeconds();
    append(step.step(), node);
  }

  @Override
  public void scored(long step, Score score, boolean best) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put(STEP, step);
    node.put(score.name(), score.value());
    append(step, node);
  }

  /** Logs an object under a name, such as what a sample sheet is like. */
  void append(long step, String name, Map<String, Object> fields) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put(STEP, step);
    node.set(name, JSON.valueToTree(fields));
    append(step, node);
  }

  private void append(long step, ObjectNode node) throws IOException {
    if (!ready) {
      dropStepsAfter(last);
    }
    ready = false;
    DurableFiles.append(file, JSON.writeValueAsString(node) + "\n");
    ready = true;
    last = step;
  }

  private void dropStepsAfter(long step) throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    List<String> lines = lines(file);
    List<String> kept =
        lines.stream()
            .filter(line -> entry(line).filter(entry -> step(entry) <= step).isPresent())
            .toList();
    if (kept.size() < lines.size()) {
      String text = kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
      DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * All that was logged, in the order of its lines; each has a whole number {@code step}.
   *
   * @param file the log; nothing was logged where there is none
   */
  public static List<JsonNode> entries(Path file) throws IOException {
    return Files.notExists(file)
        ? List.of()
        : lines(file).stream().flatMap(line -> entry(line).stream()).toList();
  }

  /**
   * The numbers of an entry by name; those of an object in it have the object's name and a dot
   * before theirs, such as {@code samples.spread}.
   */
  public static Map<String, Double> numbers(JsonNode entry) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    collect("", entry, numbers);
    numbers.remove(STEP);
    return numbers;
  }

  private static void collect(String prefix, JsonNode node, Map<String, Double> numbers) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().isObject()) {
        collect(prefix + field.getKey() + ".", field.getValue(), numbers);
      } else if (field.getValue().isNumber()) {
        numbers.put(prefix + field.getKey(), field.getValue().doubleValue());
      }
    }
  }

  /** All that was logged under a name, by step. */
  static SortedMap<Long, Double> read(Path file, String name) throws IOException {
    SortedMap<Long, Double> values = new TreeMap<>();
    for (JsonNode entry : entries(file)) {
      if (entry.path(name).isNumber()) {
        values.put(step(entry), entry.path(name).doubleValue());
      }
    }
    return values;
  }

  /** Bytes that are no UTF-8 spoil their own line alone. */
  private static List<String> lines(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw FileFailures.naming(file, e);
    }
  }

  private static Optional<JsonNode> entry(String line) {
    try {
      JsonNode entry = JSON.readTree(line);
      return entry.path(STEP).isIntegralNumber() ? Optional.of(entry) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static long step(JsonNode entry) {
    return entry.path(STEP).longValue();
  }

  private static double round(double value) {
    return Math.rint(value * 1000) / 1000;
  }
}
