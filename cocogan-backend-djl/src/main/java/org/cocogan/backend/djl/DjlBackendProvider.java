package org.cocogan.backend.djl;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.BackendProvider;

/** Starts DJL's PyTorch engine. */
public final class DjlBackendProvider implements BackendProvider {
  @Override
  public String name() {
    return DjlBackend.NAME;
  }

  @Override
  public String description() {
    return "PyTorch, through DJL: trains and draws.";
  }

  @Override
  public Backend start(BackendOptions options) {
    return DjlBackend.start(options);
  }
}
