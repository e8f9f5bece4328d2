package org.cocogan.network.coupled;

import org.cocogan.model.ModelSettings;
import org.cocogan.patch.Size;

/** Checks the size of images for the networks named {@code coupled-digits}. */
final class DigitsSizes {
  private static final Size IMAGE = new Size(28, 28);

  private DigitsSizes() {}

  /**
   * Checks that the networks can make and judge the images.
   *
   * @throws IllegalArgumentException if images are not of 28x28 pixels
   */
  static void check(ModelSettings settings) {
    Size image = Pairs.imageSize("coupled-digits", settings);
    if (!image.equals(IMAGE)) {
      throw new IllegalArgumentException(
          "the networks coupled-digits need images of " + IMAGE + ", not " + image);
    }
  }
}
