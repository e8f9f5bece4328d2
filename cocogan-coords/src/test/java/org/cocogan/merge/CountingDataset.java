package org.cocogan.merge;

import java.util.Objects;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.Size;

/** Images whose every pixel differs, with a count of how often each pixel was read. */
final class CountingDataset implements Dataset {
  private final Size size;
  private final int channels;
  private final int[][][] reads;
  private int pixelsRead;
  private int rectanglesRead;

  CountingDataset(int count, int height, int width, int channels) {
    size = new Size(height, width);
    this.channels = channels;
    reads = new int[count][height][width];
  }

  byte value(int image, int row, int column, int channel) {
    return (byte) (((image * size.height() + row) * size.width() + column) * channels + channel);
  }

  int reads(int image, int row, int column) {
    return reads[image][row][column];
  }

  int pixelsRead() {
    return pixelsRead;
  }

  int rectanglesRead() {
    return rectanglesRead;
  }

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public int count() {
    return reads.length;
  }

  @Override
  public Size imageSize() {
    return size;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {
    Objects.checkFromIndexSize(top, height, size.height());
    Objects.checkFromIndexSize(left, width, size.width());
    rectanglesRead++;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        reads[image][top + row][left + column]++;
        pixelsRead++;
        for (int channel = 0; channel < channels; channel++) {
          target[offset + row * stride + column * channels + channel] =
              value(image, top + row, left + column, channel);
        }
      }
    }
  }

  @Override
  public void close() {}
}
