package org.cocogan.dataset;

import org.cocogan.patch.PixelRegion;

/** Cuts a macro patch out of a real image, reading no more than the pixels it needs. */
public interface Cropper {
  /**
   * Copies the region of an image, wrapping around where it reaches past an edge.
   *
   * @param dataset where the image is
   * @param image its number, from zero
   * @param region the pixels to cut
   * @param target [region height, region width, channels] bytes in 0..255, filled from the start
   */
  void crop(Dataset dataset, int image, PixelRegion region, byte[] target);
}
