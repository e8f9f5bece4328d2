package org.cocogan.coords;

import java.util.Map;
import java.util.TreeSet;

/** Refuses parameters that a system does not have. */
final class Parameters {
  private Parameters() {}

  static void requireNone(String system, Map<String, Object> parameters) {
    if (!parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "the coordinate system "
              + system
              + " has no parameter "
              + String.join(", ", new TreeSet<>(parameters.keySet()))
              + "; known parameters: none");
    }
  }
}
