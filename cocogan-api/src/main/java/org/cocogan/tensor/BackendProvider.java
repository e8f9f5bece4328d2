package org.cocogan.tensor;

import java.util.Set;
import org.cocogan.provider.Provider;

/** Starts an engine; found by {@link java.util.ServiceLoader}. */
public interface BackendProvider extends Provider {
  /** What the engine can do beyond running programs; training, unless it says otherwise. */
  default Set<Capability> capabilities() {
    return Set.of(Capability.TRAINING);
  }

  /**
   * Starts the engine.
   *
   * @param options where and how wide to run
   * @throws IllegalStateException if the engine cannot run on this machine; the message says what
   *     is missing, and which artifact or build brings it
   */
  Backend start(BackendOptions options);
}
