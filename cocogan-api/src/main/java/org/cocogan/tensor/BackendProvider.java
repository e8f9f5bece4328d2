package org.cocogan.tensor;

/** Starts an engine; found by {@link java.util.ServiceLoader}. */
public interface BackendProvider {
  /** The name a configuration chooses the engine by. */
  String name();

  /**
   * Starts the engine.
   *
   * @param options where and how wide to run
   * @throws IllegalStateException if the engine cannot run on this machine; the message says what
   *     is missing
   */
  Backend start(BackendOptions options);
}
