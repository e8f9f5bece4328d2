package org.cocogan.backend.onnx;

import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.BackendProvider;
import org.cocogan.tensor.Capability;

/** Starts ONNX Runtime, for drawing from trained networks. */
public final class OnnxBackendProvider implements BackendProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public OnnxBackendProvider() {}

  @Override
  public String name() {
    return OnnxBackend.NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.ONNX_EXPORT);
  }

  @Override
  public String description() {
    return "ONNX Runtime: draws, and writes ONNX models.";
  }

  @Override
  public Backend start(BackendOptions options) {
    return OnnxBackend.start(options);
  }
}
