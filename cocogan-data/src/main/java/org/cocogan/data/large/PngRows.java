package org.cocogan.data.large;

import org.cocogan.exact.Product;

/**
 * Filters rows as PNG does, each by what is likely to compress best: the filter whose differences
 * have the least sum.
 */
final class PngRows {
  private static final int LEFT = 1;
  private static final int UP = 2;
  private static final int PAETH = 4;

  private final byte[] pixels;
  private final int rowBytes;
  private final int channels;
  private final byte[][] candidates;

  PngRows(byte[] pixels, int rowBytes, int channels) {
    this.pixels = pixels;
    this.rowBytes = rowBytes;
    this.channels = channels;
    this.candidates = new byte[][] {new byte[rowBytes], new byte[rowBytes], new byte[rowBytes]};
  }

  /** Some rows, each behind the number of its filter; the first one depends on no other row. */
  byte[] filtered(int begin, int end) {
    byte[] filtered = new byte[Product.of(end - begin, rowBytes + 1)];
    for (int row = begin; row < end; row++) {
      int to = (row - begin) * (rowBytes + 1);
      int best = row == begin ? left(row) : bestOf(row);
      filtered[to] = (byte) best;
      System.arraycopy(candidates[best / 2], 0, filtered, to + 1, rowBytes);
    }
    return filtered;
  }

  private int bestOf(int row) {
    left(row);
    up(row);
    paeth(row);
    int best = LEFT;
    long least = Long.MAX_VALUE;
    for (int filter : new int[] {LEFT, UP, PAETH}) {
      long sum = 0;
      for (byte difference : candidates[filter / 2]) {
        sum += Math.abs(difference);
      }
      if (sum < least) {
        least = sum;
        best = filter;
      }
    }
    return best;
  }

  private int left(int row) {
    byte[] to = candidates[0];
    int at = row * rowBytes;
    System.arraycopy(pixels, at, to, 0, channels);
    for (int i = channels; i < rowBytes; i++) {
      to[i] = (byte) (pixels[at + i] - pixels[at + i - channels]);
    }
    return LEFT;
  }

  private void up(int row) {
    byte[] to = candidates[1];
    int at = row * rowBytes;
    for (int i = 0; i < rowBytes; i++) {
      to[i] = (byte) (pixels[at + i] - pixels[at + i - rowBytes]);
    }
  }

  private void paeth(int row) {
    byte[] to = candidates[2];
    int at = row * rowBytes;
    for (int i = 0; i < channels; i++) {
      to[i] = (byte) (pixels[at + i] - pixels[at + i - rowBytes]);
    }
    for (int i = channels; i < rowBytes; i++) {
      int left = pixels[at + i - channels] & 255;
      int above = pixels[at + i - rowBytes] & 255;
      int corner = pixels[at + i - rowBytes - channels] & 255;
      int toLeft = Math.abs(above - corner);
      int toAbove = Math.abs(left - corner);
      int toCorner = Math.abs(left - corner + above - corner);
      int nearest =
          toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
      to[i] = (byte) (pixels[at + i] - nearest);
    }
  }
}
