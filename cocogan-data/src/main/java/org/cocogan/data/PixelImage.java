package org.cocogan.data;

import java.util.Arrays;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** An image in memory. */
public final class PixelImage {
  private final Size size;
  private final int channels;
  private final byte[] pixels;

  /**
   * Wraps pixels.
   *
   * @param size height and width
   * @param channels 3 for red, green, blue; 1 for grey
   * @param pixels [height, width, channels] bytes in 0..255, row-major; not copied
   * @throws IllegalArgumentException if channels is neither 1 nor 3, or pixels has another length
   */
  public PixelImage(Size size, int channels, byte[] pixels) {
    requireChannels(channels);
    if (pixels.length != (long) size.height() * size.width() * channels) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are no image of " + size + " with " + channels + " channels");
    }
    this.size = size;
    this.channels = channels;
    this.pixels = pixels;
  }

  /** Height and width. */
  public Size size() {
    return size;
  }

  /** 3 for red, green, blue; 1 for grey. */
  public int channels() {
    return channels;
  }

  /** The [height, width, channels] bytes in 0..255, row-major; not a copy. */
  public byte[] pixels() {
    return pixels;
  }

  /** A copy of a region; one that reaches past the far edge goes on at the near one. */
  public PixelImage part(PixelRegion region) {
    Size partSize = new Size(region.height(), region.width());
    byte[] part = new byte[Product.of(region.height(), region.width(), channels)];
    for (int row = 0; row < region.height(); row++) {
      for (int column = 0; column < region.width(); column++) {
        int to = (row * region.width() + column) * channels;
        System.arraycopy(pixels, offset(region, row, column), part, to, channels);
      }
    }
    return new PixelImage(partSize, channels, part);
  }

  /**
   * A copy on which a region shows another image; one that reaches past the far edge goes on at the
   * near one.
   *
   * @param part as large as the region, with as many channels as this image
   */
  public PixelImage with(PixelRegion region, PixelImage part) {
    byte[] copy = pixels.clone();
    for (int row = 0; row < region.height(); row++) {
      for (int column = 0; column < region.width(); column++) {
        int from = (row * region.width() + column) * channels;
        System.arraycopy(part.pixels, from, copy, offset(region, row, column), channels);
      }
    }
    return new PixelImage(size, channels, copy);
  }

  /** The same image with every pixel as a square of so many by so many; itself for one. */
  public PixelImage enlarged(int factor) {
    if (factor == 1) {
      return this;
    }
    Size large = new Size(Product.of(size.height(), factor), Product.of(size.width(), factor));
    byte[] copy = new byte[Product.of(large.height(), large.width(), channels)];
    for (int y = 0; y < large.height(); y++) {
      for (int x = 0; x < large.width(); x++) {
        int from = (y / factor * size.width() + x / factor) * channels;
        System.arraycopy(pixels, from, copy, (y * large.width() + x) * channels, channels);
      }
    }
    return new PixelImage(large, channels, copy);
  }

  /** Where the pixel of a region's row and column is. */
  private int offset(PixelRegion region, int row, int column) {
    int y = (region.top() + row) % size.height();
    int x = (region.left() + column) % size.width();
    return Product.of(Product.of(y, size.width()) + x, channels);
  }

  /**
   * The same image in colour or grey, converted as images that are read are; itself if it is so
   * already.
   *
   * @param wanted 3 for red, green, blue; 1 for grey
   */
  public PixelImage withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    int area = pixels.length / channels;
    byte[] converted = new byte[Product.of(area, wanted)];
    for (int i = 0; i < area; i++) {
      if (wanted == 1) {
        int rgb =
            (pixels[3 * i] & 255) << 16
                | (pixels[3 * i + 1] & 255) << 8
                | (pixels[3 * i + 2] & 255);
        converted[i] = (byte) PixelConversion.luma(rgb);
      } else {
        Arrays.fill(converted, 3 * i, 3 * i + 3, pixels[i]);
      }
    }
    return new PixelImage(size, wanted, converted);
  }

  static void requireChannels(int channels) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("images have 1 or 3 channels, not " + channels);
    }
  }
}
