package org.cocogan.run;

import java.util.List;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * The statistics of the images on a sample sheet.
 *
 * @param spread the mean over pixels of the standard deviation over images, in levels of 0..255
 * @param seam how many times as much neighbouring pixels differ across borders of micro patches as
 *     within; 1 where there is no difference at all
 */
record SheetStatistics(double spread, double seam) {
  static SheetStatistics of(List<PixelImage> images, Size microPatch) {
    return new SheetStatistics(spread(images), seam(images, microPatch));
  }

  private static double spread(List<PixelImage> images) {
    int length = images.get(0).pixels().length;
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double total = 0;
      double squares = 0;
      for (PixelImage image : images) {
        int value = Byte.toUnsignedInt(image.pixels()[i]);
        total += value;
        squares += (double) value * value;
      }
      double mean = total / images.size();
      sum += Math.sqrt(Math.max(0, squares / images.size() - mean * mean));
    }
    return sum / length;
  }

  private static double seam(List<PixelImage> images, Size microPatch) {
    long[] differences = new long[2];
    long[] counts = new long[2];
    for (PixelImage image : images) {
      int channels = image.channels();
      int stride = Product.of(image.size().width(), channels);
      byte[] pixels = image.pixels();
      for (int i = 0; i < pixels.length; i++) {
        int row = i / stride;
        int column = i % stride / channels;
        if (column > 0) {
          int kind = column % microPatch.width() == 0 ? 1 : 0;
          differences[kind] += difference(pixels, i, i - channels);
          counts[kind]++;
        }
        if (row > 0) {
          int kind = row % microPatch.height() == 0 ? 1 : 0;
          differences[kind] += difference(pixels, i, i - stride);
          counts[kind]++;
        }
      }
    }
    boolean comparable = differences[0] > 0 && counts[1] > 0;
    return comparable
        ? ((double) differences[1] / counts[1]) / ((double) differences[0] / counts[0])
        : 1;
  }

  private static int difference(byte[] pixels, int one, int other) {
    return Math.abs(Byte.toUnsignedInt(pixels[one]) - Byte.toUnsignedInt(pixels[other]));
  }
}
