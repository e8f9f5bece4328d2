package org.cocogan.render;

import java.util.BitSet;
import java.util.Locale;
import java.util.stream.IntStream;
import org.cocogan.CocoGanException;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * The pixels of a region of an image, filled by pasting parts wherever they show in it; a region
 * that goes on past an edge shows the parts at the other edge, again and again if it is larger than
 * the image. Parts that reach past the image end there.
 */
final class RegionCanvas {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final PixelRegion region;
  private final Size image;
  private final Size part;
  private final int channels;
  private final byte[] pixels;

  RegionCanvas(PixelRegion region, Size image, Size part, int channels) {
    this.region =
        new PixelRegion(
            region.top() % image.height(),
            region.left() % image.width(),
            region.height(),
            region.width());
    this.image = image;
    this.part = part;
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

  /** The rows of parts that the region touches, ascending. */
  IntStream touchedRows() {
    return touched(region.top(), region.height(), part.height(), image.height());
  }

  /** The columns of parts that the region touches, ascending. */
  IntStream touchedColumns() {
    return touched(region.left(), region.width(), part.width(), image.width());
  }

  private static IntStream touched(int first, int length, int side, int whole) {
    BitSet touched = new BitSet();
    long end = Math.min((long) first + length, (long) first + whole);
    for (long pixel = first; pixel < end; pixel = next(pixel, side, whole)) {
      touched.set((int) (pixel % whole) / side);
    }
    return touched.stream();
  }

  /** The first pixel of the next part, counted on past the end of the image. */
  private static long next(long pixel, int side, int whole) {
    long inside = pixel % whole;
    return pixel + Math.min(side - inside % side, whole - inside);
  }

  /**
   * Pastes the part of a row and column of the image.
   *
   * @param pixels [part height, part width, channels] bytes
   */
  void paste(int row, int column, byte[] pixels) {
    int firstTop = Product.of(row, part.height()) - region.top();
    int firstLeft = Product.of(column, part.width()) - region.left();
    int height = Math.min(part.height(), image.height() - firstTop - region.top());
    int width = Math.min(part.width(), image.width() - firstLeft - region.left());
    for (int top = firstTop; top < region.height(); top += image.height()) {
      for (int left = firstLeft; left < region.width(); left += image.width()) {
        pasteAt(top, left, height, width, pixels);
      }
    }
  }

  private void pasteAt(int top, int left, int height, int width, byte[] patch) {
    int fromColumn = Math.max(0, -left);
    int columns = Math.min(width, region.width() - left) - fromColumn;
    int endRow = Math.min(height, region.height() - top);
    if (columns <= 0) {
      return;
    }
    for (int row = Math.max(0, -top); row < endRow; row++) {
      System.arraycopy(
          patch,
          (row * part.width() + fromColumn) * channels,
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
