package org.cocogan.experiment;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.cocogan.CocoGanException;

/** Settings that cannot be used, with everything that is wrong with them. */
public final class SettingsException extends CocoGanException {
  private final List<Problem> problems;

  /**
   * Makes the exception; its message has one line for each problem.
   *
   * @param problems at least one error, and any warnings
   */
  public SettingsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the file's lines. */
  public List<Problem> problems() {
    return problems;
  }
}
