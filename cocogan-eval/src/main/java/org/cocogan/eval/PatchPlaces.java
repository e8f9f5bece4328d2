package org.cocogan.eval;

import java.util.Locale;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * The places where patches are cut out of an image: rows and columns of places, evenly from edge to
 * edge.
 *
 * @param image the image's size
 * @param patch a patch's size, no larger than the image's
 * @param rows of places
 * @param columns of places
 */
record PatchPlaces(Size image, Size patch, int rows, int columns) {
  /** How many places there are. */
  int count() {
    return Product.of(rows, columns);
  }

  /** The part of the image at a place; places are numbered row by row. */
  PixelRegion region(int place) {
    return new PixelRegion(
        start(place / columns, rows, image.height() - patch.height()),
        start(place % columns, columns, image.width() - patch.width()),
        patch.height(),
        patch.width());
  }

  private static int start(int number, int places, int room) {
    return places == 1 ? room / 2 : (int) Math.rint((double) number * room / (places - 1));
  }

  /** The patch at a place of an image's [height, width, channels] bytes. */
  byte[] cut(byte[] pixels, int channels, int place) {
    PixelRegion region = region(place);
    int run = Product.of(region.width(), channels);
    byte[] part = new byte[Product.of(region.height(), run)];
    for (int row = 0; row < region.height(); row++) {
      int from = ((region.top() + row) * image.width() + region.left()) * channels;
      System.arraycopy(pixels, from, part, row * run, run);
    }
    return part;
  }

  /** The place in words, such as {@code rows 0 to 15, columns 16 to 31}. */
  String describe(int place) {
    PixelRegion region = region(place);
    return String.format(
        Locale.ROOT,
        "rows %d to %d, columns %d to %d",
        region.top(),
        region.top() + region.height() - 1,
        region.left(),
        region.left() + region.width() - 1);
  }
}
