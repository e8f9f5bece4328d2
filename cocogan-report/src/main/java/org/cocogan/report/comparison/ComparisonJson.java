package org.cocogan.report.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.cocogan.report.comparison.ComparedRun.Point;
import org.cocogan.report.inspect.NetworkCosts;

/** A comparison for programs; what is not known is left out. */
final class ComparisonJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ComparisonJson() {}

  static ObjectNode of(Comparison comparison) {
    ObjectNode json = NODES.objectNode();
    comparison
        .score()
        .ifPresent(
            kind -> {
              json.put("score", kind.name());
              json.put("better", kind.better().name().toLowerCase(Locale.ROOT));
              json.put("description", kind.description());
            });
    ArrayNode runs = json.putArray("runs");
    comparison.runs().forEach(run -> runs.add(run(comparison, run)));
    ArrayNode recipes = json.putArray("recipes");
    Recipe.of(comparison).forEach(recipe -> recipes.add(recipe(comparison, recipe)));
    return json;
  }

  private static ObjectNode recipe(Comparison comparison, Recipe recipe) {
    ObjectNode json = NODES.objectNode();
    json.put("name", recipe.name());
    ArrayNode runs = json.putArray("runs");
    recipe.runs().forEach(run -> runs.add(run.name()));
    recipe.best(comparison).ifPresent(best -> json.set("best", summary(best)));
    recipe.last().ifPresent(last -> json.set("last", summary(last)));
    return json;
  }

  private static ObjectNode summary(Recipe.Summary summary) {
    ObjectNode json = NODES.objectNode();
    json.put("runs", summary.count());
    json.put("mean", summary.mean());
    summary.spread().ifPresent(spread -> json.put("spread", spread));
    return json;
  }

  private static ObjectNode run(Comparison comparison, ComparedRun run) {
    ObjectNode json = NODES.objectNode();
    json.put("name", run.name());
    json.put("folder", run.folder());
    json.put("steps", run.steps());
    json.put("batch_size", run.batch());
    json.put("seed", run.experiment().training().seed());
    NetworkCosts costs = run.costs();
    ObjectNode parameters = json.putObject("parameters");
    parameters.put("generator", costs.generator());
    parameters.put(
        "discriminator", costs.discriminator() + costs.spatialHead() + costs.contentHead());
    ObjectNode work = json.putObject("multiply_accumulates");
    work.put("per_image", costs.perImage());
    work.put("per_macro_patch", costs.perMacroPatch());
    run.log().peakMemory().ifPresent(bytes -> json.put("peak_memory_bytes", bytes));
    run.log().secondsPerStep().ifPresent(seconds -> json.put("seconds_per_step", seconds));
    comparison.best(run).ifPresent(best -> json.set("best", point(run, best)));
    ArrayNode scores = json.putArray("scores");
    run.points().forEach(point -> scores.add(point(run, point)));
    return json;
  }

  private static ObjectNode point(ComparedRun run, Point point) {
    ObjectNode json = NODES.objectNode();
    json.put("step", point.step());
    run.seconds(point.step()).ifPresent(seconds -> json.put("seconds", seconds));
    json.put("value", point.value());
    point.standardError().ifPresent(error -> json.put("standard_error", error));
    return json;
  }
}
