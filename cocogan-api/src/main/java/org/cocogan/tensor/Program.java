package org.cocogan.tensor;

import java.util.Map;

/**
 * A computation compiled for an engine over a set of variables.
 *
 * <p>Whatever an engine allocates during a run is freed when the run ends. All methods throw {@link
 * IllegalArgumentException} for inputs that are missing, unknown, or of another shape than the
 * definition declares.
 */
public interface Program extends AutoCloseable {
  /** Computes the outputs; changes no variable. */
  Map<String, HostArray> run(Map<String, HostArray> inputs);

  /**
   * Computes the gradient of the loss for every trained variable; changes no variable. The gradient
   * of a variable that the loss does not depend on is zero.
   *
   * @throws IllegalStateException if the program has no loss
   */
  Map<String, HostArray> gradients(Map<String, HostArray> inputs);

  /** Computes the outputs and stores the carried state. */
  Map<String, HostArray> advance(Map<String, HostArray> inputs);

  /**
   * Computes the outputs, updates the trained variables and their moments, and stores the carried
   * state. When the loss is not finite it changes no variable; the caller sees that from its
   * outputs.
   *
   * @throws IllegalStateException if the program has no loss
   */
  Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update);

  /** Frees what compiling made. */
  @Override
  void close();
}
