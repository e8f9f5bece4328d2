package org.cocogan.experiment;

import java.util.List;

/** An experiment as read from a file, which still knows where each setting stands. */
public final class ExperimentFile {
  private final Experiment experiment;
  private final List<Problem> warnings;
  private final Places places;

  ExperimentFile(Experiment experiment, List<Problem> warnings, Places places) {
    this.experiment = experiment;
    this.warnings = List.copyOf(warnings);
    this.places = places;
  }

  /** The settings, without an error. */
  public Experiment experiment() {
    return experiment;
  }

  /** What is probably not meant. */
  public List<Problem> warnings() {
    return warnings;
  }

  /**
   * An error that shows only once the parts of the experiment are put together.
   *
   * @param key section and key, such as {@code data_params.coordinate_system}
   * @param message what is wrong and what would be right, in one line
   */
  public Problem error(String key, String message) {
    return locate(Problem.error(key, message));
  }

  /** The same problem at the line of its key; of its section, where the file lacks the key. */
  public Problem locate(Problem problem) {
    return places.locate(problem);
  }
}
