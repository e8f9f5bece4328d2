package org.cocogan.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.cocogan.report.comparison.ComparedRun.Point;
import org.cocogan.report.inspect.NetworkCosts;

/** A comparison as a table in Markdown, which people can read as it is, too. */
final class ComparisonTable {
  private static final double MEBI = 1 << 20;
  private static final String NONE = "-";

  private ComparisonTable() {}

  /** The lines of the table and what there is to know about it. */
  static List<String> of(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Run",
            comparison.score().map(kind -> "Best " + kind.name()).orElse("Score"),
            "At step",
            "Last",
            "Steps",
            "Batch",
            "Parameters G",
            "Parameters D",
            "G per image",
            "D per macro patch",
            "Peak memory",
            "Seconds a step"));
    comparison.runs().forEach(run -> rows.add(row(comparison, run)));
    List<String> lines = new ArrayList<>(aligned(rows));
    lines.add("");
    List<Recipe> recipes = Recipe.of(comparison);
    if (!recipes.isEmpty()) {
      lines.addAll(recipes(comparison, recipes));
      lines.add("");
    }
    comparison
        .score()
        .ifPresent(
            kind ->
                lines.add(
                    "%s: %s; the %s, the better."
                        .formatted(
                            kind.name(),
                            kind.description(),
                            kind.better().name().toLowerCase(Locale.ROOT))));
    lines.add(
        "G and D are generator and discriminator, heads included; per image and per macro patch are"
            + " multiply-accumulates.");
    lines.add(
        "Seconds a step are the median of what the run logged; peak memory is what its process had"
            + " resident.");
    return lines;
  }

  private static List<String> recipes(Comparison comparison, List<Recipe> recipes) {
    String score = comparison.score().map(kind -> kind.name()).orElse("score");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Recipe", "Seeds", "Mean best " + score, "Mean last"));
    for (Recipe recipe : recipes) {
      rows.add(
          List.of(
              recipe.name().replace("|", "\\|"),
              String.join(", ", recipe.seeds().stream().map(String::valueOf).toList()),
              summary(recipe.best(comparison), recipe.runs().size()),
              summary(recipe.last(), recipe.runs().size())));
    }
    List<String> lines = new ArrayList<>(aligned(rows));
    lines.add("");
    lines.add(
        "A recipe's runs differ in nothing but name and seed; ± is their standard deviation.");
    return lines;
  }

  private static String summary(Optional<Recipe.Summary> summary, int runs) {
    return summary
        .map(
            its -> {
              Point point = new Point(0, its.mean(), its.spread());
              return score(point) + (its.count() < runs ? " of " + its.count() : "");
            })
        .orElse(NONE);
  }

  private static List<String> row(Comparison comparison, ComparedRun run) {
    Optional<Point> best = comparison.best(run);
    List<Point> points = run.points();
    NetworkCosts costs = run.costs();
    return List.of(
        run.name().replace("|", "\\|"),
        best.map(ComparisonTable::score).orElse(NONE),
        best.map(point -> count(point.step())).orElse(NONE),
        points.isEmpty() ? NONE : score(points.get(points.size() - 1)),
        count(run.steps()),
        count(run.batch()),
        count(costs.generator()),
        count(costs.discriminator() + costs.spatialHead() + costs.contentHead()),
        giga(costs.perImage()),
        giga(costs.perMacroPatch()),
        memory(run.log().peakMemory()),
        seconds(run.log().secondsPerStep()));
  }

  private static String score(Point point) {
    String value = String.format(Locale.ROOT, "%.2f", point.value());
    return point.standardError().isPresent()
        ? value + String.format(Locale.ROOT, " ± %.2f", point.standardError().getAsDouble())
        : value;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String giga(long number) {
    return String.format(Locale.ROOT, "%.4f G", number * 1e-9);
  }

  private static String memory(OptionalLong bytes) {
    return bytes.isPresent()
        ? String.format(Locale.ROOT, "%,.0f MiB", bytes.getAsLong() / MEBI)
        : NONE;
  }

  private static String seconds(OptionalDouble seconds) {
    return seconds.isPresent() ? String.format(Locale.ROOT, "%.3f", seconds.getAsDouble()) : NONE;
  }

  /** The first row is the head; names stand at the left, numbers at the right. */
  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("|");
      for (int i = 0; i < columns; i++) {
        String blank = " ".repeat(widths[i] - row.get(i).length());
        line.append(' ').append(i == 0 ? row.get(i) + blank : blank + row.get(i)).append(" |");
      }
      lines.add(line.toString());
    }
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < columns; i++) {
      rule.append(i == 0 ? ":" : "-").append("-".repeat(widths[i])).append(i == 0 ? "-|" : ":|");
    }
    lines.add(1, rule.toString());
    return lines;
  }
}
