package org.cocogan.train;

import java.util.List;
import java.util.Objects;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * Images in memory: channel 0 of every pixel is the image's number, channel 1 its row, channel 2
 * its column.
 */
record NumberedImages(int count, Size imageSize, int channels, List<String> classes)
    implements Dataset {
  NumberedImages(int count, Size imageSize, int channels) {
    this(count, imageSize, channels, List.of());
  }

  /** One class after the other. */
  @Override
  public int classOf(int image) {
    return image % classes.size();
  }

  @Override
  public String name() {
    return "numbered";
  }

  static int pixel(int image, int row, int column, int channel) {
    return channel == 0 ? image : channel == 1 ? row : column;
  }

  @Override
  public void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {
    Objects.checkIndex(image, count);
    Objects.checkFromIndexSize(top, height, imageSize.height());
    Objects.checkFromIndexSize(left, width, imageSize.width());
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        for (int channel = 0; channel < channels; channel++) {
          target[offset + row * stride + column * channels + channel] =
              (byte) pixel(image, top + row, left + column, channel);
        }
      }
    }
  }

  @Override
  public void close() {}

  /** Cuts regions one pixel at a time. */
  static Cropper cropper() {
    return (dataset, image, region, target) -> {
      for (int row = 0; row < region.height(); row++) {
        for (int column = 0; column < region.width(); column++) {
          readPixel(dataset, image, region, row, column, target);
        }
      }
    };
  }

  private static void readPixel(
      Dataset dataset, int image, PixelRegion region, int row, int column, byte[] target) {
    Size size = dataset.imageSize();
    int top = (region.top() + row) % size.height();
    int left = (region.left() + column) % size.width();
    int offset = (row * region.width() + column) * dataset.channels();
    dataset.read(image, top, left, 1, 1, target, offset, dataset.channels());
  }
}
