package org.cocogan.patch;

import org.cocogan.provider.ConfigurableProvider;
import org.cocogan.provider.Parameters;

/** Makes a merger for an experiment; found by {@link java.util.ServiceLoader}. */
public interface MergerProvider extends ConfigurableProvider {
  /**
   * Makes the merger.
   *
   * @param parameters the values of the merger's own parameters
   * @throws IllegalArgumentException if they do not suit it; the message says what would
   */
  Merger create(Parameters parameters);
}
