package org.cocogan.onnx;

import java.lang.management.ManagementFactory;
import org.cocogan.CocoGanException;

/**
 * The memory and time that a process may take for a model.
 *
 * @param memory bytes of a process, besides three times the size of the model's files
 * @param seconds of time to open a model or to run it once
 */
record ModelLimits(long memory, int seconds) {
  /** In MB, what a process may take besides three times the model's size. */
  static final String MEMORY = "cocogan.onnx.memory";

  /** In seconds, how long opening a model or one run may take. */
  static final String SECONDS = "cocogan.onnx.seconds";

  private static final int USUAL_MEMORY = 2048;
  private static final int USUAL_SECONDS = 120;
  private static final int WEIGHTS_HELD = 3;

  /**
   * The limits that the system properties set.
   *
   * @throws CocoGanException if one is no such number
   */
  static ModelLimits fromProperties() {
    return new ModelLimits(
        (long) positive(MEMORY, USUAL_MEMORY) << 20, positive(SECONDS, USUAL_SECONDS));
  }

  private static int positive(String key, int usual) {
    String text = System.getProperty(key, Integer.toString(usual));
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new CocoGanException(
          "-D%s takes a whole number from 1 to 999999999, not %s".formatted(key, text));
    }
    return Integer.parseInt(text);
  }

  /**
   * What the process may take in all.
   *
   * @param files bytes of the model's files: ONNX Runtime holds weights as they are, prepared and
   *     in between
   */
  long memoryWith(long files) {
    return Math.min(memory + WEIGHTS_HELD * files, mostOfTheMachine());
  }

  /**
   * Most of the machine's memory, so that the machine, or the container, does not end other
   * processes first.
   */
  private static long mostOfTheMachine() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize() / 4 * 3
        : Long.MAX_VALUE;
  }
}
