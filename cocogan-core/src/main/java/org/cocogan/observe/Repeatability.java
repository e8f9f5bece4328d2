package org.cocogan.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.graph.RecordedProgram;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Shape;

/**
 * A test that a program's function computes the same whenever it is called. Engines call it once
 * and keep what it did, so that a choice by chance, time or a count would be made once for all.
 */
public final class Repeatability {
  private Repeatability() {}

  /**
   * Records a program twice and compares, without computing anything.
   *
   * @param definition a program that stores no state
   * @param parameters every variable the program reads
   */
  public static boolean of(ProgramDefinition definition, List<Parameter> parameters) {
    Map<String, Shape> variables = new HashMap<>();
    parameters.forEach(parameter -> variables.put(parameter.name(), parameter.shape()));
    List<RecordedProgram> twice =
        RecordedProgram.sequence(
            List.of(definition, definition),
            definition.inputs().keySet(),
            name ->
                Optional.ofNullable(variables.get(name))
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "program %s reads %s, which is not declared"
                                    .formatted(definition.name(), name))));
    // In one graph, equal nodes are one node.
    return twice.get(0).outputs().equals(twice.get(1).outputs());
  }
}
