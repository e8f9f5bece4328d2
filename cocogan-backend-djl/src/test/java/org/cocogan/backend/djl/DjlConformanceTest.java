package org.cocogan.backend.djl;

import org.cocogan.tensor.Backend;
import org.cocogan.testkit.BackendConformance;

class DjlConformanceTest extends BackendConformance {
  @Override
  protected Backend start() {
    return TestDevice.start(1);
  }
}
