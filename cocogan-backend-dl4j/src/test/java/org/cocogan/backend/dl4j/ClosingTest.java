package org.cocogan.backend.dl4j;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.testkit.BackendClosing;

class ClosingTest extends BackendClosing {
  @Override
  protected Backend start() {
    return new Dl4jBackendProvider().start(new BackendOptions(1, "cpu"));
  }
}
