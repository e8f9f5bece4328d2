package org.cocogan.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;

/**
 * A saved moment of a run.
 *
 * @param directory where it lies
 * @param step steps that had been taken
 * @param experiment the resolved configuration, as YAML
 * @param tensors every variable by name: weights, carried state, averages, optimiser moments
 */
public record Checkpoint(
    Path directory, long step, String experiment, Map<String, HostArray> tensors) {
  /** Copies the tensors into the variables. */
  public void restore(Variables variables) {
    tensors.forEach(variables::set);
  }
}
