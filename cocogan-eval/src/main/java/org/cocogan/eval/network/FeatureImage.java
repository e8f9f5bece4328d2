package org.cocogan.eval.network;

import org.cocogan.patch.Size;

/**
 * An image to take features of.
 *
 * @param size height and width
 * @param channels 3 for red, green, blue; 1 for grey, which counts as three equal channels
 * @param pixels [height, width, channels] bytes in 0..255, row-major; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureImage(Size size, int channels, byte[] pixels) {
  /**
   * Checks the number of channels and of bytes.
   *
   * @throws IllegalArgumentException if channels is neither 1 nor 3, or pixels has another length
   */
  public FeatureImage {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("images have 1 or 3 channels, not " + channels);
    }
    if (pixels.length != (long) size.height() * size.width() * channels) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are no image of " + size + " with " + channels + " channels");
    }
  }
}
