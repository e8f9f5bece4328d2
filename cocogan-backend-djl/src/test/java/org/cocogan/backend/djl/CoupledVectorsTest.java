package org.cocogan.backend.djl;

import org.cocogan.merge.GridMerger;
import org.cocogan.patch.Merger;
import org.cocogan.tensor.Backend;
import org.cocogan.testkit.CoupledVectors;

class CoupledVectorsTest extends CoupledVectors {
  @Override
  protected Backend start() {
    return TestDevice.start();
  }

  @Override
  protected Merger merger() {
    return new GridMerger();
  }
}
