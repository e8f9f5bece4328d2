package org.cocogan.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Feeds inputs to a reader and watches it: it may throw what is documented and nothing else, and
 * take no more memory and time than its limits, whatever the input claims.
 *
 * @param target the reader
 * @param folder where inputs are put
 */
record Trial(Target target, Path folder) {
  /** Allocated in all while one input is read, garbage included; a costly one has more. */
  private static final long MOST_BYTES = 96 << 20;

  private static final long MORE_BYTES_A_COST = 1 << 20;

  /** Time of the processor. */
  private static final long MOST_NANOSECONDS = 5_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a reader must not do. */
  @SuppressWarnings("serial")
  static final class Finding extends RuntimeException {
    private Finding(String message, Throwable cause) {
      super(message, cause);
    }

    private Finding(String message) {
      super(message);
    }

    /** Where in the product's code it happened. */
    String place() {
      if (getCause() == null) {
        return String.valueOf(getMessage()).replaceAll("[\\d.]+", "N");
      }
      for (StackTraceElement frame : getCause().getStackTrace()) {
        boolean ours = frame.getClassName().startsWith("org.cocogan.");
        if (ours && !frame.getClassName().startsWith("org.cocogan.fuzz.")) {
          return getCause().getClass().getSimpleName() + " in " + frame;
        }
      }
      return getCause().getClass().getSimpleName();
    }
  }

  /** Reads an input as it is and, where that differs, with its checksums made right. */
  Optional<Finding> of(byte[] input) {
    Optional<Finding> finding = twice(input);
    if (finding.isPresent()) {
      return finding;
    }
    byte[] repaired = target.repaired().apply(input.clone());
    return Arrays.equals(repaired, input) ? Optional.empty() : twice(repaired);
  }

  /** The first time, memory and time may go into classes that are loaded and instrumented. */
  private Optional<Finding> twice(byte[] input) {
    return once(input).flatMap(first -> once(input));
  }

  private Optional<Finding> once(byte[] input) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanoseconds = THREADS.getCurrentThreadCpuTime();
    Optional<Finding> finding = Optional.empty();
    try {
      target.reader().read(input, folder);
    } catch (Throwable e) {
      if (target.documented().stream().noneMatch(type -> type.isInstance(e))) {
        finding = Optional.of(new Finding(target + " throws " + e, e));
      } else if (String.valueOf(e.getMessage()).isBlank() || e.getMessage() == null) {
        finding = Optional.of(new Finding(target + " throws without a message", e));
      }
    }
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    nanoseconds = THREADS.getCurrentThreadCpuTime() - nanoseconds;
    if (finding.isEmpty() && bytes > MOST_BYTES + target.cost() * MORE_BYTES_A_COST) {
      finding =
          Optional.of(new Finding(target + " takes " + (bytes >> 20) + " MB" + forBytes(input)));
    }
    if (finding.isEmpty() && nanoseconds > MOST_NANOSECONDS) {
      finding =
          Optional.of(new Finding(target + " takes " + nanoseconds / 1e9 + " s" + forBytes(input)));
    }
    return finding;
  }

  private static String forBytes(byte[] input) {
    return " for " + input.length + " bytes";
  }
}
