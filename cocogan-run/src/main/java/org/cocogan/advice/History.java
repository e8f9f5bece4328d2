package org.cocogan.advice;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.cocogan.experiment.Experiment;

/** The recorded numbers of a training, by name and step, such as {@code gradient_slope}. */
public final class History {
  /** So many steps the authors give a training before they look at its slopes. */
  private static final long EARLY = 10_000;

  private final Map<String, NavigableMap<Long, Double>> series = new TreeMap<>();

  /** Adds a number. */
  public void add(long step, String name, double value) {
    series.computeIfAbsent(name, key -> new TreeMap<>()).put(step, value);
  }

  /** All numbers of a name; none if nothing was recorded under it. */
  public NavigableMap<Long, Double> of(String name) {
    return Collections.unmodifiableNavigableMap(
        series.getOrDefault(name, Collections.emptyNavigableMap()));
  }

  /** What was recorded after the early phase: 10,000 steps, or half of a shorter training. */
  NavigableMap<Long, Double> late(String name, Experiment experiment) {
    OptionalLong end = experiment.training().steps();
    long early = end.isPresent() ? Math.min(EARLY, end.getAsLong() / 2) : EARLY;
    return of(name).tailMap(early, false);
  }

  /** The median of the first so many numbers. */
  static double first(NavigableMap<Long, Double> numbers, int count) {
    return Median.of(numbers.values().stream().limit(count).toList());
  }

  /** The median of the last so many numbers. */
  static double last(NavigableMap<Long, Double> numbers, int count) {
    return Median.of(numbers.descendingMap().values().stream().limit(count).toList());
  }

  /**
   * Since when the latest numbers without exception are so.
   *
   * @param least how many of them there have to be
   */
  static Optional<Long> since(
      NavigableMap<Long, Double> numbers, int least, DoublePredicate condition) {
    Optional<Long> since = Optional.empty();
    int count = 0;
    for (Map.Entry<Long, Double> number : numbers.descendingMap().entrySet()) {
      if (!condition.test(number.getValue())) {
        break;
      }
      since = Optional.of(number.getKey());
      count++;
    }
    return count >= least ? since : Optional.empty();
  }
}
