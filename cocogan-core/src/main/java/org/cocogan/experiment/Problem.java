package org.cocogan.experiment;

/**
 * A problem with an experiment's settings, and its place in their file.
 *
 * @param severity whether the experiment can run in spite of it
 * @param file the file's name; empty if the settings came from no file
 * @param line the line in the file, from one; zero if it concerns no single line
 * @param column the column of a syntax error, from one; zero otherwise
 * @param key section and key, such as {@code train_params.glr}; empty if it concerns none
 * @param message what is wrong and what would be right, in one line
 */
public record Problem(
    Severity severity, String file, int line, int column, String key, String message) {
  /** The severity of a problem. */
  public enum Severity {
    /** The experiment cannot run. */
    ERROR,
    /** The experiment runs, perhaps not as meant. */
    WARNING
  }

  /** An error that has no place in a file yet. */
  static Problem error(String key, String message) {
    return new Problem(Severity.ERROR, "", 0, 0, key, message);
  }

  /** A warning that has no place in a file yet. */
  static Problem warning(String key, String message) {
    return new Problem(Severity.WARNING, "", 0, 0, key, message);
  }

  /** The same problem at a line of a file. */
  Problem at(String newFile, int newLine) {
    return new Problem(severity, newFile, newLine, 0, key, message);
  }

  /** Whether the experiment cannot run. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Such as {@code run.yaml:7: train_params.glr: must be a number above 0, not -1}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    if (column > 0) {
      text.append(':').append(column);
    }
    if (!text.isEmpty()) {
      text.append(": ");
    }
    if (!isError()) {
      text.append("warning: ");
    }
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    return text.append(message).toString();
  }
}
