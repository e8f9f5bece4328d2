package org.cocogan.render;

import java.awt.image.BufferedImage;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;

/** Pictures as floats in [-1, 1], as bytes in 0..255, and as images of the JDK. */
public final class Pixels {
  private Pixels() {}

  /**
   * Writes one patch of a batch into an image: (x + 1)·127.5, rounded and limited to 0..255.
   *
   * @param patches [batch, channels, h, w]
   * @param row which of the batch
   * @param image [.., .., channels] bytes
   * @param offset where the patch's first pixel goes
   * @param stride bytes from one row of the image to the next
   */
  public static void toBytes(HostArray patches, int row, byte[] image, int offset, int stride) {
    int channels = patches.shape().dimension(1);
    int height = patches.shape().dimension(2);
    int width = patches.shape().dimension(3);
    float[] values = patches.values();
    for (int channel = 0; channel < channels; channel++) {
      int from = (row * channels + channel) * height * width;
      for (int y = 0; y < height; y++) {
        int to = offset + y * stride + channel;
        for (int x = 0; x < width; x++) {
          int value = Math.round((values[from++] + 1) * 127.5f);
          image[to + x * channels] = (byte) Math.max(0, Math.min(255, value));
        }
      }
    }
  }

  /**
   * Cuts a region out of an image.
   *
   * @param image [height, width, channels] bytes, row-major
   * @param region past an edge it goes on at the other one
   */
  public static byte[] cut(byte[] image, Size size, int channels, PixelRegion region) {
    RegionCanvas canvas = new RegionCanvas(region, size, size, channels);
    canvas.paste(0, 0, image);
    return canvas.pixels();
  }

  /**
   * Cuts a window out of an image, interpolating bilinearly between pixels.
   *
   * @param image [height, width, channels] bytes, row-major
   * @param top rows above the window, not negative
   * @param left columns to its left
   * @param window its size; one pixel more lies below and to the right of it, unless top and left
   *     are whole
   */
  static byte[] window(
      byte[] image, Size size, int channels, double top, double left, Size window) {
    int stride = Product.of(size.width(), channels);
    int y = (int) top;
    int x = (int) left;
    byte[] pixels = new byte[Product.of(window.height(), window.width(), channels)];
    int line = Product.of(window.width(), channels);
    for (int i = 0; i < pixels.length; i++) {
      int at = (y + i / line) * stride + x * channels + i % line;
      double upper = between(image, at, channels, left - x);
      double value =
          top > y
              ? upper + (top - y) * (between(image, at + stride, channels, left - x) - upper)
              : upper;
      pixels[i] = (byte) Math.round(value);
    }
    return pixels;
  }

  private static double between(byte[] image, int at, int channels, double part) {
    int here = image[at] & 255;
    return part > 0 ? here + part * ((image[at + channels] & 255) - here) : here;
  }

  /**
   * A picture as an image of the JDK.
   *
   * @param pixels [height, width, channels] bytes, row-major
   * @param channels 3 for red, green, blue; 1 for grey
   */
  static BufferedImage toBufferedImage(byte[] pixels, Size size, int channels) {
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(size.width(), size.height(), type);
    int[] samples = new int[pixels.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pixels[i] & 255;
    }
    image.getRaster().setPixels(0, 0, size.width(), size.height(), samples);
    return image;
  }
}
