package org.cocogan.tensor;

import java.util.List;
import java.util.Map;

/**
 * Programs that are run one after another, compiled as one: what a later one computes from shared
 * inputs and from variables that no earlier one changes need not be computed again.
 */
public interface ProgramSequence extends AutoCloseable {
  /**
   * Trains each program in turn, as {@link Program#train} does, until a loss is not finite, and
   * advances those without a loss, as {@link Program#advance} does, if all were.
   *
   * @param inputs of each program
   * @param updates of each program that has a loss
   * @return the outputs of each program, up to and including the first whose loss is not finite,
   *     which is the last that has been run
   */
  List<Map<String, HostArray>> train(List<Map<String, HostArray>> inputs, List<AdamUpdate> updates);

  /** Frees what compiling made. */
  @Override
  void close();
}
