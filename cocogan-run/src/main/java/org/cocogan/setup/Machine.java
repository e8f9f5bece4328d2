package org.cocogan.setup;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.text.Counted;
import org.cocogan.wiring.Engines;

/**
 * The machine to train on.
 *
 * @param processors that Java may use
 * @param memory bytes of the machine or its container; 0 if nobody knows
 * @param gpu what the usual engine says of the GPU that it starts on; empty if it starts on none
 */
public record Machine(int processors, long memory, Optional<String> gpu) {
  private static final double GIBIBYTE = 1 << 30;

  /**
   * This machine.
   *
   * @param engine that is to train
   */
  static Machine here(Engines engines, String engine) {
    long memory =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    int processors = Runtime.getRuntime().availableProcessors();
    return new Machine(processors, memory, gpu(engines, engine, processors));
  }

  private static Optional<String> gpu(Engines engines, String engine, int threads) {
    try (Backend backend = engines.start(engine, new BackendOptions(threads, "gpu"))) {
      return Optional.of(backend.description());
    } catch (CocoGanException e) {
      return Optional.empty();
    }
  }

  /** Such as {@code 2 processors, 23.5 GiB of memory, no GPU that the engine starts on}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s%s, %s",
        Counted.of(processors, "processor"),
        memory > 0 ? String.format(Locale.ROOT, ", %.1f GiB of memory", memory / GIBIBYTE) : "",
        gpu.orElse("no GPU that an engine starts on"));
  }
}
