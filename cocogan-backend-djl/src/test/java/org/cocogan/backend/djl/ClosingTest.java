package org.cocogan.backend.djl;

import java.util.List;
import org.cocogan.tensor.Backend;
import org.cocogan.testkit.BackendClosing;

class ClosingTest extends BackendClosing {
  @Override
  protected Backend start() {
    return TestDevice.start(1);
  }

  @Override
  protected List<String> jvmArguments() {
    return List.of("-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true");
  }
}
