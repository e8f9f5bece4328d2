package org.cocogan.tensor;

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
  /** Copies the collections. */
  public ProgramDefinition {
    inputs = Map.copyOf(inputs);
    trained = Set.copyOf(trained);
  }
}
