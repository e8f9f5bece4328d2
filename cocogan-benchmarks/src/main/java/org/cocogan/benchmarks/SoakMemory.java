package org.cocogan.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.cocogan.run.ProcessMemory;

/** A line that tells what memory this process takes after much work. */
final class SoakMemory {
  private static final double MEBIBYTE = 1024 * 1024;

  private SoakMemory() {}

  /**
   * Collects garbage and looks.
   *
   * @param what was done, in the plural
   */
  static String after(long done, String what) {
    // Twice, because what is freed by the first may free more.
    System.gc();
    System.gc();
    return String.format(
        Locale.ROOT,
        "after %7d %s: %.1f MiB in use of Java's heap, %.0f MiB of the process",
        done,
        what,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE,
        ProcessMemory.anonymous().orElse(0) / MEBIBYTE);
  }
}
