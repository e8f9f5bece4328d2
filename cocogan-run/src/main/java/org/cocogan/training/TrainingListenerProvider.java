package org.cocogan.training;

import java.io.IOException;
import java.util.Optional;
import org.cocogan.provider.Provider;

/**
 * Makes listeners for trainings: found on the class path and in plugins as a service.
 *
 * <p>Implementations are stateless and safe for use by several threads.
 */
public interface TrainingListenerProvider extends Provider {
  /**
   * Makes the listener of one training.
   *
   * @return empty if the experiment does not ask for it
   * @throws IOException if it cannot begin; the training goes on without
   */
  Optional<TrainingListener> create(WatchedTraining training) throws IOException;
}
