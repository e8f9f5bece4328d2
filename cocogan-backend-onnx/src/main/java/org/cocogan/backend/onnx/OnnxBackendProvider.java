package org.cocogan.backend.onnx;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.BackendProvider;

/** Starts ONNX Runtime, for drawing from trained networks. */
public final class OnnxBackendProvider implements BackendProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OnnxBackendProvider() {}

  @Override
  public String name() {
    return OnnxBackend.NAME;
  }

  @Override
  public Backend start(BackendOptions options) {
    return OnnxBackend.start(options);
  }
}
