package org.cocogan.data;

import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** The largest part of the target's aspect ratio, from the middle. */
record CentreCrop() implements Crop {
  static final String NAME = "centre";

  @Override
  public PixelRegion region(Size image, Size target, int number) {
    int height = image.height();
    int width = image.width();
    long across = (long) width * target.height();
    long down = (long) height * target.width();
    if (across > down) {
      width = atLeastOne((double) down / target.height());
    } else {
      height = atLeastOne((double) across / target.width());
    }
    return new PixelRegion(
        (image.height() - height) / 2, (image.width() - width) / 2, height, width);
  }

  private static int atLeastOne(double pixels) {
    return (int) Math.max(1, Math.rint(pixels));
  }

  @Override
  public String toString() {
    return NAME;
  }
}
