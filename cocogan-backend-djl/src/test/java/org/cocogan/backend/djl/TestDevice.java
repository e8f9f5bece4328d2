package org.cocogan.backend.djl;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;

/**
 * Where these tests compute: on the processor, unless {@code -Dcocogan.test.device} says otherwise.
 */
final class TestDevice {
  private TestDevice() {}

  static Backend start(int threads) {
    return new DjlBackendProvider()
        .start(new BackendOptions(threads, System.getProperty("cocogan.test.device", "cpu")));
  }

  static Backend start() {
    return start(BackendOptions.cpu().threads());
  }
}
