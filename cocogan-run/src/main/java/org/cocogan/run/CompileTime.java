package org.cocogan.run;

import java.util.Locale;
import java.util.Optional;

/**
 * The time that an engine takes to compile a step, by which the first is longer than the second.
 */
final class CompileTime {
  private static final double WORTH_TELLING = 5;

  private int steps;
  private double first;

  /**
   * Counts a step.
   *
   * @return what to tell, once compiling is known to have taken long
   */
  Optional<String> taken(double seconds) {
    steps++;
    if (steps == 1) {
      first = seconds;
    }
    double compiling = first - seconds;
    return steps == 2 && compiling > WORTH_TELLING
        ? Optional.of(
            String.format(Locale.ROOT, "compiling the step took %.0f seconds, once", compiling))
        : Optional.empty();
  }
}
