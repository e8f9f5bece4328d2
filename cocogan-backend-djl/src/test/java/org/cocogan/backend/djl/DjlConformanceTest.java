package org.cocogan.backend.djl;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.testkit.BackendConformance;

class DjlConformanceTest extends BackendConformance {
  @Override
  protected Backend start() {
    return new DjlBackendProvider().start(new BackendOptions(1, "cpu"));
  }
}
