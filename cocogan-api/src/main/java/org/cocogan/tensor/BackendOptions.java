package org.cocogan.tensor;

import java.util.regex.Pattern;

/**
 * The options of an engine: its threads, its device and its precision.
 *
 * @param threads processor threads for one operation, at least one
 * @param device {@code cpu}, {@code gpu}, or one of several GPUs, such as {@code gpu:1}
 * @param precision of convolutions
 */
public record BackendOptions(int threads, String device, Precision precision) {
  /** What devices are called, in words. */
  public static final String DEVICES = "cpu, gpu or gpu:N, N from 0 to 99";

  private static final Pattern DEVICE = Pattern.compile("cpu|gpu(:[0-9]{1,2})?");

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
    if (!isDevice(device)) {
      throw new IllegalArgumentException("device must be " + DEVICES + ", not " + device);
    }
  }

  /** Whether a device can be called so. */
  public static boolean isDevice(String name) {
    return DEVICE.matcher(name).matches();
  }

  /** Whether the device is a GPU. */
  public boolean isGpu() {
    return !device.equals("cpu");
  }

  /** The number of the GPU, from 0: the first unless another is named. */
  public int gpu() {
    int colon = device.indexOf(':');
    return colon < 0 ? 0 : Integer.parseInt(device.substring(colon + 1));
  }

  /** Options for all processors of this machine. */
  public static BackendOptions cpu() {
    return new BackendOptions(Runtime.getRuntime().availableProcessors(), "cpu");
  }
}
