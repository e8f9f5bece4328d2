package org.cocogan.report.benchmark;

import org.cocogan.exact.Product;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.Precision;

/**
 * The workload that is measured: the networks of the released code, macro patches of two by two
 * micro patches.
 *
 * @param backend the engine's name
 * @param threads processor threads, positive
 * @param width base number of channels of both networks, positive
 * @param micro side of a micro patch in pixels, a power of two and at least 4
 * @param batch macro patches in a training step, or micro patches in a drawn batch; positive
 * @param steps how many runs are timed, positive
 * @param precision of convolutions
 * @param device as {@link BackendOptions} calls it
 */
public record Workload(
    String backend,
    int threads,
    int width,
    int micro,
    int batch,
    int steps,
    Precision precision,
    String device) {
  private static final int CHANNELS = 3;
  private static final int LATENT = 128;
  private static final int COORDINATE = 2;
  private static final int AUXILIARY = 128;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Workload {
    positive("threads", threads);
    positive("width", width);
    if (micro < 4 || Integer.bitCount(micro) != 1) {
      throw new IllegalArgumentException(
          "a micro patch has a side of 4 pixels or a greater power of two, not " + micro);
    }
    positive("batch", batch);
    positive("steps", steps);
    if (!BackendOptions.isDevice(device)) {
      throw new IllegalArgumentException(
          "a device is " + BackendOptions.DEVICES + ", not " + device);
    }
  }

  private static void positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, not " + value);
    }
  }

  ModelSettings settings() {
    return settings(Product.of(4, micro));
  }

  /** The settings of networks for square images of a side in pixels. */
  ModelSettings settings(int side) {
    PatchLayout layout =
        new PatchLayout(new Size(side, side), new Size(macro(), macro()), new Size(micro, micro));
    return new ModelSettings(
        layout,
        CHANNELS,
        LatentSpace.uniform(LATENT),
        COORDINATE,
        width,
        width,
        0,
        0,
        AUXILIARY,
        Variant.OFFICIAL);
  }

  /** Side of a macro patch in pixels. */
  public int macro() {
    return Product.of(2, micro);
  }
}
