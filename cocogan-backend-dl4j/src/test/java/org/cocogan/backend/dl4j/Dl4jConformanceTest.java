package org.cocogan.backend.dl4j;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.testkit.BackendConformance;

class Dl4jConformanceTest extends BackendConformance {
  @Override
  protected Backend start() {
    return new Dl4jBackendProvider().start(new BackendOptions(1, "cpu"));
  }
}
