package org.cocogan.data;

import java.util.regex.Pattern;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * A stated rectangle.
 *
 * @param stated the pixels to use
 */
record StatedCrop(PixelRegion stated) implements Crop {
  static final Pattern FORM =
      Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})\\+(\\d{1,6})\\+(\\d{1,6})");

  @Override
  public PixelRegion region(Size image, Size target, int number) {
    if (stated.top() + stated.height() > image.height()
        || stated.left() + stated.width() > image.width()) {
      throw new DataException("the crop " + this + " does not lie inside its " + image + " pixels");
    }
    return stated;
  }

  @Override
  public String toString() {
    return stated.height() + "x" + stated.width() + "+" + stated.top() + "+" + stated.left();
  }
}
