package org.cocogan.data;

import org.cocogan.exact.Product;

/** A face of a cube with a border of one pixel, sampled between pixel centres. */
final class BorderedFace {
  private final int side;
  private final int channels;
  private final int stride;
  private final byte[] pixels;

  /** Copies a square image; its border stays black until it is set. */
  BorderedFace(PixelImage image) {
    side = image.size().width();
    channels = image.channels();
    stride = Product.of(side + 2, channels);
    pixels = new byte[Product.of(side + 2, stride)];
    for (int row = 0; row < side; row++) {
      int from = row * side * channels;
      System.arraycopy(image.pixels(), from, pixels, at(row, 0), side * channels);
    }
  }

  int side() {
    return side;
  }

  /** Where a pixel's centre lies between the edges at -1 and 1; the border is at -1 and side. */
  double position(int pixel) {
    return (2.0 * pixel + 1) / side - 1;
  }

  /** Sets a pixel of the border, or another one, to values in 0..255. */
  void set(int row, int column, double[] values) {
    for (int channel = 0; channel < channels; channel++) {
      pixels[at(row, column) + channel] = (byte) (values[channel] + 0.5);
    }
  }

  /**
   * Adds the interpolated value of each channel to sums.
   *
   * @param row from -1 at the top edge to 1 at the bottom one
   * @param column from -1 at the left edge to 1 at the right one
   */
  void add(double row, double column, double[] sums, int offset) {
    add(pixel(row), pixel(column), -1, side, sums, offset);
  }

  /** Adds the same without the border, which may not be set yet. */
  void addInner(double row, double column, double[] sums, int offset) {
    add(pixel(row), pixel(column), 0, side - 1, sums, offset);
  }

  private double pixel(double position) {
    return (position + 1) / 2 * side - 0.5;
  }

  private void add(double row, double column, int first, int last, double[] sums, int offset) {
    double y = Math.max(first, Math.min(last, row));
    double x = Math.max(first, Math.min(last, column));
    int top = Math.min((int) Math.floor(y), last - 1);
    int left = Math.min((int) Math.floor(x), last - 1);
    double down = y - top;
    double across = x - left;
    int at = at(top, left);
    for (int channel = 0; channel < channels; channel++) {
      double upper = (1 - across) * (pixels[at] & 255) + across * (pixels[at + channels] & 255);
      double lower =
          (1 - across) * (pixels[at + stride] & 255)
              + across * (pixels[at + stride + channels] & 255);
      sums[offset + channel] += (1 - down) * upper + down * lower;
      at++;
    }
  }

  private int at(int row, int column) {
    return Product.of(row + 1, stride) + Product.of(column + 1, channels);
  }
}
