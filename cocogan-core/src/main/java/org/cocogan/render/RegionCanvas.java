package org.cocogan.render;

import java.util.BitSet;
import java.util.Locale;
import java.util.stream.IntStream;
import org.cocogan.CocoGanException;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * The pixels of a region of an image, filled by pasting micro patches wherever they show in it; a
 * region that goes on past an edge shows the patches at the other edge, again and again if it is
 * larger than the image.
 */
final class RegionCanvas {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final PixelRegion region;
  private final Size image;
  private final Size micro;
  private final int channels;
  private final byte[] pixels;

  RegionCanvas(PixelRegion region, Size image, Size micro, int channels) {
    this.region =
        new PixelRegion(
            region.top() % image.height(),
            region.left() % image.width(),
            region.height(),
            region.width());
    this.image = image;
    this.micro = micro;
    this.channels = channels;
    long bytes = (long) region.height() * region.width() * channels;
    if (bytes > LARGEST) {
      throw new CocoGanException(
          String.format(
              Locale.ROOT,
              "a picture of %dx%d pixels is too large to hold; draw it region by region",
              region.height(),
              region.width()));
    }
    this.pixels = new byte[(int) bytes];
  }

  /** The rows of micro patches that the region touches, ascending. */
  IntStream touchedRows() {
    return touched(region.top(), region.height(), micro.height(), image.height());
  }

  /** The columns of micro patches that the region touches, ascending. */
  IntStream touchedColumns() {
    return touched(region.left(), region.width(), micro.width(), image.width());
  }

  private static IntStream touched(int first, int length, int side, int whole) {
    int patches = whole / side;
    int begin = first / side;
    int end = (int) (((long) first + length - 1) / side);
    BitSet touched = new BitSet(patches);
    for (int patch = begin; patch <= Math.min(end, begin + patches - 1); patch++) {
      touched.set(patch % patches);
    }
    return touched.stream();
  }

  /**
   * Pastes the micro patch of a row and column of the image.
   *
   * @param patch [micro height, micro width, channels] bytes
   */
  void paste(int row, int column, byte[] patch) {
    int firstTop = Product.of(row, micro.height()) - region.top();
    int firstLeft = Product.of(column, micro.width()) - region.left();
    for (int top = firstTop; top < region.height(); top += image.height()) {
      for (int left = firstLeft; left < region.width(); left += image.width()) {
        pasteAt(top, left, patch);
      }
    }
  }

  private void pasteAt(int top, int left, byte[] patch) {
    int fromColumn = Math.max(0, -left);
    int columns = Math.min(micro.width(), region.width() - left) - fromColumn;
    int endRow = Math.min(micro.height(), region.height() - top);
    if (columns <= 0) {
      return;
    }
    for (int row = Math.max(0, -top); row < endRow; row++) {
      System.arraycopy(
          patch,
          (row * micro.width() + fromColumn) * channels,
          pixels,
          ((top + row) * region.width() + left + fromColumn) * channels,
          columns * channels);
    }
  }

  /** The region's [height, width, channels] bytes. */
  byte[] pixels() {
    return pixels;
  }
}
