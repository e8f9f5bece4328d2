package org.cocogan.report.comparison.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.cocogan.report.comparison.engines.EngineComparison.Engine;
import org.cocogan.report.comparison.engines.EngineComparison.FreeStep;
import org.cocogan.report.comparison.engines.EngineComparison.Kind;
import org.cocogan.report.comparison.engines.EngineComparison.Part;
import org.cocogan.train.Player;

/** A comparison in lines for people. */
public final class ComparisonText {
  private static final int ROWS = 6;

  private final EngineComparison comparison;
  private final String first;
  private final String second;
  private final List<String> lines = new ArrayList<>();

  private ComparisonText(EngineComparison comparison) {
    this.comparison = comparison;
    this.first = comparison.engines().get(0).name();
    this.second = comparison.engines().get(1).name();
  }

  /** The whole report. */
  public static List<String> of(EngineComparison comparison) {
    ComparisonText text = new ComparisonText(comparison);
    text.head();
    text.shared();
    text.free();
    text.differences();
    text.add("");
    text.add(
        "images of one state differ by %d of 255 at most (tolerance %d)",
        comparison.imageDifference(), EngineComparison.IMAGE_TOLERANCE);
    text.add("");
    text.add("%s", verdict(comparison));
    return List.copyOf(text.lines);
  }

  /** Whether the engines agree, and where they differ most, in one line. */
  public static String verdict(EngineComparison comparison) {
    String names =
        comparison.engines().get(0).name() + " and " + comparison.engines().get(1).name();
    if (comparison.imageDifference() > EngineComparison.IMAGE_TOLERANCE) {
      return String.format(
          Locale.ROOT,
          "%s draw images of one state that differ by %d of 255; %d are allowed",
          names,
          comparison.imageDifference(),
          EngineComparison.IMAGE_TOLERANCE);
    }
    EngineComparison.Finding worst = comparison.worst();
    Deviation deviation = worst.deviation();
    return format(
        "%s %s: the %s %s of %s at step %d, %.3g apart where %.3g is allowed",
        names,
        comparison.agrees() ? "agree, nearest to the limit" : "differ by more than is allowed",
        worst.kind().label(),
        deviation.tensor(),
        worst.part().name(),
        worst.part().step(),
        deviation.distance(),
        deviation.tolerance() + deviation.rounding());
  }

  private void head() {
    add("%s on two engines", comparison.experiment());
    for (Engine engine : comparison.engines()) {
      add("  %-6s %s", engine.name(), engine.description());
    }
  }

  private void shared() {
    add("");
    add("the next step from one state: the largest differences, in parts of the tolerances");
    add("  %6s  %-14s %9s %9s %9s  %s", "step", "part", "loss", "gradient", "state", "largest");
    for (Part part : comparison.shared()) {
      add(
          "  %6d  %-14s %9s %9s %9s  %s",
          part.step(),
          part.name(),
          share(part, Kind.LOSS),
          share(part, Kind.GRADIENT),
          share(part, Kind.STATE),
          Deviation.worst(part.worst().values().stream()).tensor());
    }
    if (comparison.shared().stream()
        .flatMap(part -> part.worst().values().stream())
        .anyMatch(deviation -> deviation.rounding() > 0)) {
      add("  ~ rounding moves the gradients of %s as far: a unit is next to a ReLU's zero", first);
    }
  }

  private static String share(Part part, Kind kind) {
    Deviation deviation = part.worst().get(kind);
    if (deviation == null) {
      return "- ";
    }
    String mark = !deviation.passes() ? "!" : deviation.rounding() > 0 ? "~" : " ";
    return format("%.4f%s", deviation.share(), mark);
  }

  private void free() {
    add("");
    add("trained on their own from the same first values: losses");
    StringBuilder head = new StringBuilder("  %6s".formatted("step"));
    for (Player player : comparison.players()) {
      head.append(column(player, first)).append(column(player, second));
    }
    add("%s", head);
    int every = Math.max(1, comparison.steps() / ROWS);
    for (FreeStep step : comparison.free()) {
      if (step.step() == 1 || step.step() % every == 0 || step.step() == comparison.steps()) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %6d", step.step()));
        for (Player player : comparison.players()) {
          line.append(loss(step.losses(), player, column(player, first).length()));
          line.append(loss(step.others(), player, column(player, second).length()));
        }
        add("%s", line);
      }
    }
  }

  private static String column(Player player, String engine) {
    return "  %12s".formatted(player.label() + " " + engine);
  }

  private static String loss(Map<String, Float> losses, Player player, int width) {
    Float loss = losses.get(EngineComparison.loss(player));
    String text = loss == null ? "-" : format("%.6f", loss);
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }

  private void differences() {
    add("");
    StringBuilder head = new StringBuilder("  apart by at most, within steps");
    comparison.windows().forEach(window -> head.append(String.format(Locale.ROOT, "%12d", window)));
    add("%s", head);
    for (Player player : comparison.players()) {
      add("  %s", player.label());
      difference(player, first + " and " + second, FreeStep::others);
      difference(player, first + " from perturbed batches", FreeStep::perturbed);
    }
  }

  private void difference(
      Player player, String what, Function<FreeStep, Map<String, Float>> others) {
    StringBuilder line = new StringBuilder("    %-28s".formatted(what));
    for (int window : comparison.windows()) {
      double apart = comparison.freeDifference(player, others, window);
      line.append(format("%11.3f%%", 100 * apart));
    }
    add("%s", line);
  }

  private void add(String line, Object... values) {
    lines.add(format(line, values));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
