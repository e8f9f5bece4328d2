package org.cocogan.dataset;

import org.cocogan.provider.ConfigurableProvider;

/** Opens a data set by a name of its own; found by {@link java.util.ServiceLoader}. */
public interface DatasetProvider extends ConfigurableProvider {
  /**
   * Opens the data set.
   *
   * @throws RuntimeException if it cannot be opened; the message says what would help
   */
  Dataset open(DatasetRequest request);
}
