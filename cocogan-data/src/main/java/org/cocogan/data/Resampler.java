package org.cocogan.data;

import java.util.Arrays;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * Resizes a region of an image, columns and rows apart, in doubles that are rounded once. Of source
 * rows only the two last used ones are held, because neighbouring target rows share no others.
 */
final class Resampler {
  private final PixelImage image;
  private final PixelRegion region;
  private final Size target;
  private final AxisWeights rows;
  private final AxisWeights columns;
  private final double[][] held;
  private final int[] heldRow = {-1, -1};

  Resampler(PixelImage image, PixelRegion region, Size target) {
    this.image = image;
    this.region = region;
    this.target = target;
    rows = new AxisWeights(region.height(), target.height());
    columns = new AxisWeights(region.width(), target.width());
    held = new double[2][Product.of(target.width(), image.channels())];
  }

  /** The target's [height, width, channels] bytes. */
  byte[] resample() {
    int rowLength = Product.of(target.width(), image.channels());
    byte[] pixels = new byte[Product.of(target.height(), rowLength)];
    double[] sum = new double[rowLength];
    double total = rows.total() * columns.total();
    for (int y = 0; y < target.height(); y++) {
      Arrays.fill(sum, 0);
      double[] weights = rows.weights(y);
      for (int k = 0; k < weights.length; k++) {
        double[] row = resizedRow(rows.first(y) + k);
        for (int i = 0; i < rowLength; i++) {
          sum[i] += weights[k] * row[i];
        }
      }
      for (int i = 0; i < rowLength; i++) {
        pixels[y * rowLength + i] = (byte) Math.min(255, (int) (sum[i] / total + 0.5));
      }
    }
    return pixels;
  }

  private double[] resizedRow(int row) {
    int slot = row & 1;
    if (heldRow[slot] != row) {
      resizeRow(row, held[slot]);
      heldRow[slot] = row;
    }
    return held[slot];
  }

  private void resizeRow(int row, double[] resized) {
    int channels = image.channels();
    byte[] pixels = image.pixels();
    int rowStart = ((region.top() + row) * image.size().width() + region.left()) * channels;
    for (int x = 0; x < target.width(); x++) {
      double[] weights = columns.weights(x);
      int start = rowStart + columns.first(x) * channels;
      for (int channel = 0; channel < channels; channel++) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * (pixels[start + k * channels + channel] & 0xff);
        }
        resized[x * channels + channel] = sum;
      }
    }
  }
}
