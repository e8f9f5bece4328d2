package org.cocogan.backend.onnx;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.testkit.InferenceConformance;

class OnnxConformanceTest extends InferenceConformance {
  @Override
  protected Backend start() {
    return new OnnxBackendProvider().start(new BackendOptions(2, "cpu"));
  }
}
