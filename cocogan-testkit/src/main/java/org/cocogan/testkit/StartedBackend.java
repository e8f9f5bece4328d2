package org.cocogan.testkit;

import org.cocogan.tensor.Backend;

/** The backend that the tests of a part of the kit run on. */
interface StartedBackend {
  /** The backend, started once for all tests. */
  Backend backend();

  /**
   * The tolerance: by how much a value may differ from the double-precision reference, relative to
   * the largest magnitude in the array it belongs to; a gradient may differ by ten times as much.
   */
  double tolerance();
}
