package org.cocogan.report.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/**
 * The time and memory that training from a pack takes.
 *
 * @param side of an image in pixels
 * @param step seconds of a training step with its wait for the batch, at the median
 * @param dataWait share of the time that steps waited for their batch
 * @param peak bytes of the process that were resident at a time, the pack's pages included, at the
 *     most
 * @param anonymous the same without pages of files, looked at after each step
 */
public record PackTraining(
    int side, double step, double dataWait, OptionalLong peak, OptionalLong anonymous) {
  /** All numbers; seconds and bytes. */
  public ObjectNode toJson() {
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    node.put("side", side);
    node.put("step_s", step);
    node.put("data_wait", dataWait);
    peak.ifPresent(bytes -> node.put("peak_memory_bytes", bytes));
    anonymous.ifPresent(bytes -> node.put("peak_anonymous_bytes", bytes));
    return node;
  }

  /** Reads what {@link #toJson} gives. */
  public static PackTraining of(JsonNode node) {
    return new PackTraining(
        node.path("side").asInt(),
        node.path("step_s").asDouble(),
        node.path("data_wait").asDouble(),
        bytes(node.path("peak_memory_bytes")),
        bytes(node.path("peak_anonymous_bytes")));
  }

  private static OptionalLong bytes(JsonNode node) {
    return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
  }
}
