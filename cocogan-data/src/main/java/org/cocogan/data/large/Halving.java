package org.cocogan.data.large;

import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;

/** Makes images half as high and wide: each pixel is the mean of the up to four it covers. */
final class Halving {
  private Halving() {}

  /**
   * Writes one image, halved, into another.
   *
   * @param top row of the other where it begins
   * @param left column of the other where it begins
   */
  static void paste(PixelImage from, PixelImage to, int top, int left) {
    int height = from.size().height();
    int width = from.size().width();
    int channels = from.channels();
    byte[] pixels = from.pixels();
    for (int row = 0; row < height; row += 2) {
      int rows = Math.min(2, height - row);
      for (int column = 0; column < width; column += 2) {
        int columns = Math.min(2, width - column);
        int target = ((top + row / 2) * to.size().width() + left + column / 2) * channels;
        for (int channel = 0; channel < channels; channel++) {
          int sum = 0;
          for (int y = row; y < row + rows; y++) {
            for (int x = column; x < column + columns; x++) {
              sum += pixels[(y * width + x) * channels + channel] & 255;
            }
          }
          int count = Product.of(rows, columns);
          to.pixels()[target + channel] = (byte) ((sum + count / 2) / count);
        }
      }
    }
  }
}
