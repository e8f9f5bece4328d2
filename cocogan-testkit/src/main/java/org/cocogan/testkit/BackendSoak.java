package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.cocogan.tensor.Backend;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The test that a backend frees what it allocates: 300 updates of a small convolutional network in
 * a process of its own. The peak of its resident memory may grow by 12 MiB after the first 100; the
 * network's smallest weight, kept at every update, takes twice as much.
 *
 * <p>Extend it with a class that starts the backend and has a constructor without parameters. On
 * systems other than Linux only the Java heap is measured.
 */
@Tag("soak")
public abstract class BackendSoak {
  /** Creates the soak for the backend of a subclass. */
  protected BackendSoak() {}

  /** Starts the backend under test. */
  protected abstract Backend start();

  /** What the process's JVM needs besides the class path; nothing unless overridden. */
  protected List<String> jvmArguments() {
    return List.of();
  }

  @Test
  void keepsItsMemoryOverManyUpdates() throws IOException, InterruptedException {
    OwnProcess.Report report = MemorySoak.inItsOwnProcess(this);

    System.out.print(report.text());
    assertThat(report.passed()).as(report.text()).isTrue();
  }
}
