package org.cocogan.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A program before an engine has compiled it.
 *
 * @param name what errors and profiles call it
 * @param inputs the shape of each named input
 * @param trained the variables that gradients of the loss are taken for
 * @param function the computation
 */
public record ProgramDefinition(
    String name, Map<String, Shape> inputs, Set<String> trained, ProgramFunction function) {
  /** Copies the collections, keeping their order. */
  public ProgramDefinition {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    trained = Collections.unmodifiableSet(new LinkedHashSet<>(trained));
  }

  /**
   * Checks the inputs of a run against the declared ones.
   *
   * @throws IllegalArgumentException if one is missing, unknown, or of another shape
   */
  public void checkInputs(Map<String, HostArray> given) {
    inputs.forEach(
        (input, shape) -> {
          HostArray value = given.get(input);
          if (value == null) {
            throw new IllegalArgumentException(
                "program " + name + " needs an input " + input + " of shape " + shape);
          }
          if (!value.shape().equals(shape)) {
            throw new IllegalArgumentException(
                "input "
                    + input
                    + " of program "
                    + name
                    + " has shape "
                    + shape
                    + ", not "
                    + value.shape());
          }
        });
    for (String input : given.keySet()) {
      if (!inputs.containsKey(input)) {
        throw new IllegalArgumentException(
            "program " + name + " has no input " + input + "; it has " + inputs.keySet());
      }
    }
  }
}
