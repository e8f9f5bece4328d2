package org.cocogan.metric;

import java.util.Optional;

/**
 * The computations that the metrics of one evaluation share, so that no work is done twice: at most
 * one object of a type, such as the features of the generated images.
 *
 * <p>It is opened when the first metric asks for it, and closed when all metrics are.
 */
public interface Shared {
  /**
   * Finds what is shared.
   *
   * @return empty if the evaluation has nothing of that type
   * @throws IllegalArgumentException if it cannot be opened; the message says what would help
   */
  <T> Optional<T> find(Class<T> type);

  /** An evaluation whose metrics share nothing. */
  static Shared nothing() {
    return new Shared() {
      @Override
      public <T> Optional<T> find(Class<T> type) {
        return Optional.empty();
      }
    };
  }
}
