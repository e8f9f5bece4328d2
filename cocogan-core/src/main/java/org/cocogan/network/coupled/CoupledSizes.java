package org.cocogan.network.coupled;

import org.cocogan.model.ModelSettings;
import org.cocogan.patch.Size;

/** Checks the sizes of images for the networks named {@code coupled}. */
final class CoupledSizes {
  private static final int FACTOR = 16;

  private CoupledSizes() {}

  /**
   * The size of one image of a pair.
   *
   * @throws IllegalArgumentException if its sides are no multiples of 16, to which the
   *     discriminator halves them
   */
  static Size imageSize(ModelSettings settings) {
    Size image = Pairs.imageSize("coupled", settings);
    if (image.height() % FACTOR != 0 || image.width() % FACTOR != 0) {
      throw new IllegalArgumentException(
          "the networks coupled need images whose sides are multiples of "
              + FACTOR
              + ", not "
              + image);
    }
    return image;
  }

  /** The size that remains after the discriminator's blocks. */
  static Size last(Size image) {
    return new Size(image.height() / FACTOR, image.width() / FACTOR);
  }
}
