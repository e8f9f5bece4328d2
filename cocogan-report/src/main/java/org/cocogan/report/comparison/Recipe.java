package org.cocogan.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.cocogan.experiment.Experiment;
import org.cocogan.report.comparison.ComparedRun.Point;

/**
 * Runs whose configurations differ in nothing but name and seed.
 *
 * @param runs two or more
 */
record Recipe(List<ComparedRun> runs) {
  /**
   * The middle of some scores.
   *
   * @param count how many there are, at least one
   * @param mean of them
   * @param spread their standard deviation, with count - 1; empty for one
   */
  record Summary(int count, double mean, OptionalDouble spread) {
    private static Summary of(List<Double> values) {
      double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
      int count = values.size();
      return new Summary(
          count,
          mean,
          count > 1 ? OptionalDouble.of(Math.sqrt(squares / (count - 1))) : OptionalDouble.empty());
    }
  }

  /** The recipes of a comparison, in the order of their first runs. */
  static List<Recipe> of(Comparison comparison) {
    Map<Experiment, List<ComparedRun>> alike = new LinkedHashMap<>();
    for (ComparedRun run : comparison.runs()) {
      alike.computeIfAbsent(run.experiment().withRun("any", 0), key -> new ArrayList<>()).add(run);
    }
    return alike.values().stream().filter(runs -> runs.size() > 1).map(Recipe::new).toList();
  }

  /** What the names of the runs begin with, less the seed; otherwise all of them. */
  String name() {
    String common = runs.get(0).name();
    for (ComparedRun run : runs) {
      while (!run.name().startsWith(common)) {
        common = common.substring(0, common.length() - 1);
      }
    }
    String stem = common.replaceFirst("[-_ ]?(seed)?[-_ ]?\\d*$", "");
    return stem.isEmpty() ? String.join(", ", runs.stream().map(ComparedRun::name).toList()) : stem;
  }

  /** The seeds, in the order of the runs. */
  List<Long> seeds() {
    return runs.stream().map(run -> run.experiment().training().seed()).toList();
  }

  /** The summary of the best scores; empty if no run has one. */
  Optional<Summary> best(Comparison comparison) {
    return summary(comparison::best);
  }

  /** The summary of the last scores; empty if no run has one. */
  Optional<Summary> last() {
    return summary(
        run ->
            run.points().isEmpty()
                ? Optional.empty()
                : Optional.of(run.points().get(run.points().size() - 1)));
  }

  private Optional<Summary> summary(Function<ComparedRun, Optional<Point>> score) {
    List<Double> values =
        runs.stream().flatMap(run -> score.apply(run).stream()).map(Point::value).toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(Summary.of(values));
  }
}
