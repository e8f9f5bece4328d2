package org.cocogan.data;

import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** The whole image. */
record NoCrop() implements Crop {
  static final String NAME = "none";

  @Override
  public PixelRegion region(Size image, Size target, int number) {
    return new PixelRegion(0, 0, image.height(), image.width());
  }

  @Override
  public String toString() {
    return NAME;
  }
}
