package org.cocogan.report.comparison.engines;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;
import org.cocogan.report.comparison.engines.EngineComparison.Engine;
import org.cocogan.report.comparison.engines.EngineComparison.FreeStep;
import org.cocogan.report.comparison.engines.EngineComparison.Kind;
import org.cocogan.report.comparison.engines.EngineComparison.Part;
import org.cocogan.train.Player;

/** A comparison for programs: one JSON object on one line. */
public final class EngineComparisonJson {
  private EngineComparisonJson() {}

  /** The object's text. */
  public static String of(EngineComparison comparison) {
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    node.put("experiment", comparison.experiment());
    ArrayNode engines = node.putArray("engines");
    for (Engine engine : comparison.engines()) {
      engines.addObject().put("name", engine.name()).put("description", engine.description());
    }
    node.put("steps", comparison.steps());
    node.put("agrees", comparison.agrees());
    ArrayNode shared = node.putArray("shared");
    for (Part part : comparison.shared()) {
      put(part, shared.addObject());
    }
    ArrayNode free = node.putArray("free");
    for (FreeStep step : comparison.free()) {
      put(step, free.addObject());
    }
    ObjectNode apart = node.putObject("free_differences");
    for (Player player : comparison.players()) {
      ObjectNode loss = apart.putObject(EngineComparison.loss(player));
      put(comparison, player, FreeStep::others, loss.putObject("engines"));
      put(comparison, player, FreeStep::perturbed, loss.putObject("perturbed"));
    }
    node.put("image_difference", comparison.imageDifference());
    return node.toString();
  }

  private static void put(Part part, ObjectNode node) {
    node.put("step", part.step()).put("part", part.name());
    for (Kind kind : Kind.values()) {
      Deviation deviation = part.worst().get(kind);
      if (deviation != null) {
        node.putObject(kind.label())
            .put("tensor", deviation.tensor())
            .put("distance", deviation.distance())
            .put("tolerance", deviation.tolerance())
            .put("rounding", deviation.rounding());
      }
    }
  }

  private static void put(FreeStep step, ObjectNode node) {
    node.put("step", step.step());
    put(step.losses(), node.putObject("losses"));
    put(step.others(), node.putObject("others"));
    put(step.perturbed(), node.putObject("perturbed"));
  }

  private static void put(Map<String, Float> losses, ObjectNode node) {
    losses.forEach(node::put);
  }

  /** Adds the differences of a player's free training, by the number of steps. */
  private static void put(
      EngineComparison comparison,
      Player player,
      Function<FreeStep, Map<String, Float>> others,
      ObjectNode node) {
    for (int window : comparison.windows()) {
      node.put(Integer.toString(window), comparison.freeDifference(player, others, window));
    }
  }
}
