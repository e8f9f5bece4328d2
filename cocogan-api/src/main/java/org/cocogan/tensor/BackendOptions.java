package org.cocogan.tensor;

/**
 * The options of an engine: its threads, its device and its precision.
 *
 * @param threads processor threads for one operation, at least one
 * @param device {@code cpu} or {@code gpu}
 * @param precision of convolutions
 */
public record BackendOptions(int threads, String device, Precision precision) {
  /** Makes options with which everything is computed in float32. */
  public BackendOptions(int threads, String device) {
    this(threads, device, Precision.FLOAT32);
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if threads is below one or the device is unknown
   */
  public BackendOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    if (!device.equals("cpu") && !device.equals("gpu")) {
      throw new IllegalArgumentException("device must be cpu or gpu, not " + device);
    }
  }

  /** Options for all processors of this machine. */
  public static BackendOptions cpu() {
    return new BackendOptions(Runtime.getRuntime().availableProcessors(), "cpu");
  }
}
