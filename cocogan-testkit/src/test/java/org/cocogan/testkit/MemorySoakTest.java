package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.junit.jupiter.api.Test;

class MemorySoakTest {
  @Test
  void passesABackendThatKeepsNothing() throws IOException, InterruptedException {
    OwnProcess.Report report = MemorySoak.inItsOwnProcess(new Tidy());

    assertThat(report.passed()).as(report.text()).isTrue();
    assertThat(report.text()).contains("after run 300");
  }

  @Test
  void failsABackendThatKeepsAnArrayOfEveryUpdate() throws IOException, InterruptedException {
    assumeThat(Files.isReadable(Path.of("/proc/self/status"))).isTrue();

    OwnProcess.Report report = MemorySoak.inItsOwnProcess(new Leaky());

    assertThat(report.passed()).as(report.text()).isFalse();
    assertThat(report.text()).contains("grew by", "allowed are 12 MiB");
  }

  static final class Tidy extends BackendSoak {
    @Override
    protected Backend start() {
      return new AlteredBackend((right, variables) -> new Idle(right, new ArrayList<>(), 0));
    }
  }

  static final class Leaky extends BackendSoak {
    @Override
    protected Backend start() {
      List<ByteBuffer> kept = new ArrayList<>();
      return new AlteredBackend((right, variables) -> new Idle(right, kept, 128 * 1024));
    }
  }

  /** Computes nothing, and keeps native memory at every update. */
  private static final class Idle extends AlteredBackend.Delegate {
    private final List<ByteBuffer> kept;
    private final int bytes;

    Idle(Program right, List<ByteBuffer> kept, int bytes) {
      super(right);
      this.kept = kept;
      this.bytes = bytes;
    }

    @Override
    public Map<String, HostArray> run(Map<String, HostArray> inputs) {
      return Map.of();
    }

    @Override
    public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
      return Map.of();
    }

    @Override
    public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
      return Map.of();
    }

    @Override
    public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
      kept.add(ByteBuffer.allocateDirect(bytes));
      return Map.of();
    }
  }
}
