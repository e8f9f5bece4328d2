package org.cocogan.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a program: its outputs, its loss and the next values of its state.
 *
 * @param outputs what is copied to the Java heap after a run, by name
 * @param loss the scalar whose gradients train the variables; empty if the program trains none
 * @param state new values of variables that are carried rather than trained, by variable name
 */
public record ProgramResult(
    Map<String, Tensor> outputs, Optional<Tensor> loss, Map<String, Tensor> state) {
  /** Copies the maps, keeping their order. */
  public ProgramResult {
    outputs = copy(outputs);
    state = copy(state);
    loss.ifPresent(
        tensor -> {
          if (tensor.shape().rank() != 0) {
            throw ShapeMistakes.of("a loss", "a scalar", tensor.shape());
          }
        });
  }

  /** Outputs alone: nothing is trained and nothing carried. */
  public static ProgramResult of(Map<String, Tensor> outputs) {
    return new ProgramResult(outputs, Optional.empty(), Map.of());
  }

  private static Map<String, Tensor> copy(Map<String, Tensor> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
