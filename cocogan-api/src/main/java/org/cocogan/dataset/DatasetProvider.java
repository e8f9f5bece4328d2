package org.cocogan.dataset;

/** Opens a data set by a name of its own; found by {@link java.util.ServiceLoader}. */
public interface DatasetProvider {
  /** The name a configuration chooses it by. */
  String name();

  /**
   * Opens the data set.
   *
   * @throws RuntimeException if it cannot be opened; the message says what would help
   */
  Dataset open(DatasetRequest request);
}
