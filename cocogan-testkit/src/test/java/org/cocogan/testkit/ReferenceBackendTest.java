package org.cocogan.testkit;

import org.cocogan.tensor.Backend;

/** The kit passes on a right backend. */
class ReferenceBackendTest extends BackendConformance {
  @Override
  protected Backend start() {
    return new ReferenceBackend(new ReferenceOperations());
  }
}
