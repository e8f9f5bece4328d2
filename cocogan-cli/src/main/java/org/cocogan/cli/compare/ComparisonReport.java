package org.cocogan.cli.compare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cocogan.cli.compare.Comparison.Engine;
import org.cocogan.cli.compare.Comparison.FreeStep;
import org.cocogan.cli.compare.Comparison.Kind;
import org.cocogan.cli.compare.Comparison.Part;
import org.cocogan.train.Player;

/** A comparison as lines for people, or as one JSON object. */
public final class ComparisonReport {
  private static final int ROWS = 6;
  private static final int SOON = 10;
  private static final int LATER = 60;

  private final Comparison comparison;

  /** Of a comparison. */
  public ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s, %d steps on two engines".formatted(comparison.experiment(), comparison.steps()));
    for (Engine engine : comparison.engines()) {
      lines.add("  %-6s %s".formatted(engine.name(), engine.description()));
    }
    lines.add("");
    lines.add("the next step from one state: the largest difference, in parts of its tolerance");
    lines.add(
        "  %6s  %-14s %8s %10s %8s  %s"
            .formatted("step", "part", "losses", "gradients", "state", "largest"));
    comparison.shared().forEach(part -> lines.add(line(part)));
    lines.add("");
    lines.add("trained on their own from the same first values: losses");
    free(lines);
    lines.add("");
    lines.add(
        "images of one state: the largest difference is %d of 255 (tolerance %d)"
            .formatted(comparison.imageDifference(), Comparison.IMAGE_TOLERANCE));
    return List.copyOf(lines);
  }

  private static String line(Part part) {
    Deviation worst = Deviation.worst(part.worst().values().stream());
    return "  %6d  %-14s %8s %10s %8s  %s"
        .formatted(
            part.step(),
            part.name(),
            share(part, Kind.LOSS),
            share(part, Kind.GRADIENT),
            share(part, Kind.STATE),
            worst.tensor());
  }

  private static String share(Part part, Kind kind) {
    Deviation deviation = part.worst().get(kind);
    return deviation == null
        ? "-"
        : String.format(Locale.ROOT, "%.4f%s", deviation.share(), deviation.passes() ? "" : "!");
  }

  private void free(List<String> lines) {
    List<Player> players = comparison.players();
    StringBuilder head = new StringBuilder("  %6s".formatted("step"));
    for (Player player : players) {
      for (Engine engine : comparison.engines()) {
        head.append("  %14s".formatted(player.label() + " " + engine.name()));
      }
    }
    lines.add(head.toString());
    int every = Math.max(1, comparison.steps() / ROWS);
    for (FreeStep step : comparison.free()) {
      if (step.step() == 1 || step.step() % every == 0 || step.step() == comparison.steps()) {
        StringBuilder line = new StringBuilder("  %6d".formatted(step.step()));
        for (Player player : players) {
          line.append(loss(step.losses(), player)).append(loss(step.others(), player));
        }
        lines.add(line.toString());
      }
    }
    for (Player player : players) {
      StringBuilder line = new StringBuilder("  " + player.label() + " apart by at most");
      for (int within : windows()) {
        line.append(
            String.format(
                Locale.ROOT,
                " %.3f %% within %d %s,",
                100 * comparison.freeDifference(player, within),
                within,
                within == 1 ? "step" : "steps"));
      }
      line.setLength(line.length() - 1);
      lines.add(line.toString());
    }
    lines.add(
        "  (rounding alone, float32 beside float64 in PyTorch: 2-4 %% within %d, 30-40 %% within %d)"
            .formatted(SOON, LATER));
  }

  private static String loss(Map<String, Float> losses, Player player) {
    Float loss = losses.get(Comparison.loss(player));
    return loss == null ? "  %14s".formatted("-") : String.format(Locale.ROOT, "  %14.6f", loss);
  }

  private List<Integer> windows() {
    List<Integer> windows = new ArrayList<>();
    for (int window : List.of(SOON, LATER)) {
      if (window < comparison.steps()) {
        windows.add(window);
      }
    }
    windows.add(comparison.steps());
    return windows;
  }

  /** Where the engines differ most from one state, in one line. */
  public String verdict() {
    String names =
        comparison.engines().get(0).name() + " and " + comparison.engines().get(1).name();
    if (comparison.imageDifference() > Comparison.IMAGE_TOLERANCE) {
      return "%s draw images of one state that differ by %d of 255; %d are allowed"
          .formatted(names, comparison.imageDifference(), Comparison.IMAGE_TOLERANCE);
    }
    Comparison.Finding worst = comparison.worst();
    return String.format(
        Locale.ROOT,
        "%s %s: the %s %s of %s at step %d differs by %.3g; %.3g is allowed",
        names,
        comparison.agrees() ? "agree" : "differ by more than is allowed",
        worst.kind().name().toLowerCase(Locale.ROOT),
        worst.deviation().tensor(),
        worst.part().name(),
        worst.part().step(),
        worst.deviation().distance(),
        worst.deviation().allowed());
  }

  /** For programs, on one line. */
  public String json() {
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
      ObjectNode object = shared.addObject().put("step", part.step()).put("part", part.name());
      for (Kind kind : Kind.values()) {
        Deviation deviation = part.worst().get(kind);
        if (deviation != null) {
          object
              .putObject(kind.name().toLowerCase(Locale.ROOT))
              .put("tensor", deviation.tensor())
              .put("distance", deviation.distance())
              .put("allowed", deviation.allowed());
        }
      }
    }
    ArrayNode free = node.putArray("free");
    for (FreeStep step : comparison.free()) {
      ObjectNode object = free.addObject().put("step", step.step());
      ObjectNode losses = object.putObject("losses");
      step.losses()
          .forEach(
              (name, loss) ->
                  losses.putArray(name).add(loss).add(step.others().getOrDefault(name, Float.NaN)));
    }
    ObjectNode differences = node.putObject("free_differences");
    for (Player player : comparison.players()) {
      ObjectNode object = differences.putObject(Comparison.loss(player));
      windows()
          .forEach(
              within ->
                  object.put(Integer.toString(within), comparison.freeDifference(player, within)));
    }
    node.put("image_difference", comparison.imageDifference());
    return node.toString();
  }
}
