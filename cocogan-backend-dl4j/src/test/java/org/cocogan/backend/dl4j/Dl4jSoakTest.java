package org.cocogan.backend.dl4j;

import java.util.List;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.testkit.BackendSoak;

class Dl4jSoakTest extends BackendSoak {
  @Override
  protected Backend start() {
    return new Dl4jBackendProvider().start(new BackendOptions(1, "cpu"));
  }

  @Override
  protected List<String> jvmArguments() {
    return List.of("-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true");
  }
}
