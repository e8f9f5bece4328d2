package org.cocogan.backend.dl4j;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.BackendProvider;

/** Starts ND4J, the engine of DL4J. */
public final class Dl4jBackendProvider implements BackendProvider {
  @Override
  public String name() {
    return Dl4jBackend.NAME;
  }

  @Override
  public String description() {
    return "ND4J, the arrays of DL4J: trains and draws.";
  }

  @Override
  public Backend start(BackendOptions options) {
    return Dl4jBackend.start(options);
  }
}
