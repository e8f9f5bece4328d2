package org.cocogan.backend.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.junit.jupiter.api.Test;

class Dl4jBackendTest {
  @Test
  void saysItsVersionDeviceAndThreads() {
    try (Backend one = Dl4jBackend.start(new BackendOptions(1, "cpu"));
        Backend two = Dl4jBackend.start(new BackendOptions(2, "cpu"))) {
      assertThat(one.description()).matches("ND4J 1\\.\\S+ on cpu, 1 thread");
      assertThat(two.description()).matches("ND4J 1\\.\\S+ on cpu, 2 threads");
    }
  }

  @Test
  void saysWhichProfileBringsAGpu() {
    assertThatThrownBy(() -> Dl4jBackend.start(new BackendOptions(1, "gpu")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("-Pgpu", "device: cpu");
  }
}
