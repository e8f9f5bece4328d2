package org.cocogan.backend.dl4j;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.testkit.SeamlessVectors;

class SeamlessVectorsTest extends SeamlessVectors {
  @Override
  protected Backend start() {
    return new Dl4jBackendProvider().start(BackendOptions.cpu());
  }
}
