package org.cocogan.data;

import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** The whole image, if it has the target's size. */
record ExactSize() implements Crop {
  static final String NAME = "exact";

  @Override
  public PixelRegion region(Size image, Size target, int number) {
    if (!image.equals(target)) {
      throw new DataException(
          "it is "
              + image
              + " pixels large where others are "
              + target
              + "; a stated size would bring all to one");
    }
    return new PixelRegion(0, 0, image.height(), image.width());
  }

  @Override
  public String toString() {
    return NAME;
  }
}
