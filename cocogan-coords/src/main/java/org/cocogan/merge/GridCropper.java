package org.cocogan.merge;

import java.util.Locale;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * Reads a region as the rectangles that the image's edges divide it into: one, or up to four where
 * it reaches past the bottom or right edge.
 */
public final class GridCropper implements Cropper {
  /** Makes a cropper; it holds nothing. */
  public GridCropper() {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the target is too short for the region
   */
  @Override
  public void crop(Dataset dataset, int image, PixelRegion region, byte[] target) {
    int channels = dataset.channels();
    int stride = Product.of(region.width(), channels);
    if (target.length < Product.of(region.height(), stride)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a region of %dx%d pixels with %d channel(s) needs %d bytes, but the target has %d",
              region.height(),
              region.width(),
              channels,
              Product.of(region.height(), stride),
              target.length));
    }
    Size size = dataset.imageSize();
    int height;
    for (int row = 0; row < region.height(); row += height) {
      int top = (region.top() + row) % size.height();
      height = Math.min(region.height() - row, size.height() - top);
      int width;
      for (int column = 0; column < region.width(); column += width) {
        int left = (region.left() + column) % size.width();
        width = Math.min(region.width() - column, size.width() - left);
        int offset = Product.of(row, stride) + Product.of(column, channels);
        dataset.read(image, top, left, height, width, target, offset, stride);
      }
    }
  }
}
