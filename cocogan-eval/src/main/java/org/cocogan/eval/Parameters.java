package org.cocogan.eval;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parameters that a metric is given, of which it knows all. */
final class Parameters {
  private final String metric;
  private final Map<String, String> given;

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if one is not among the known; the message says which are
   */
  Parameters(String metric, Map<String, String> given, Set<String> known) {
    this.metric = metric;
    this.given = given;
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the metric "
              + metric
              + " has no parameter "
              + String.join(", ", unknown)
              + "; known parameters: "
              + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))));
    }
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if it is none, or too small
   */
  int whole(String name, int least, int otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // It is told below.
    }
    throw new IllegalArgumentException(
        metric + "." + name + " is a whole number of at least " + least + ", not " + text);
  }
}
