package org.cocogan.backend.djl;

import org.cocogan.tensor.Backend;
import org.cocogan.testkit.SeamlessVectors;

class SeamlessVectorsTest extends SeamlessVectors {
  @Override
  protected Backend start() {
    return TestDevice.start();
  }
}
