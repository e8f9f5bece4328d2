package org.cocogan.data;

import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * Resizes a region of an image as {@code scipy.misc.imresize} of SciPy 1.1 does with an array of
 * floats, byte for byte.
 *
 * <p>The region's least value becomes 0 and its greatest 255, over all channels together. Then
 * Pillow's bilinear filter, a triangle as wide as two source or two target pixels, whichever are
 * larger, is applied along rows and then along columns, each time with weights in fixed point and a
 * result of 8 bits.
 */
final class OfficialResize {
  private static final int FRACTION_BITS = 22;

  private final Size target;
  private final int channels;
  private final Size size;
  private final byte[] stretched;

  OfficialResize(PixelImage image, PixelRegion region, Size target) {
    this.target = target;
    channels = image.channels();
    size = new Size(region.height(), region.width());
    stretched = cut(image, region);
    stretch(stretched);
  }

  /** The target's [height, width, channels] bytes. */
  byte[] resize() {
    byte[] narrowed = filter(stretched, size.height(), size.width(), channels, target.width());
    return filter(
        narrowed, 1, size.height(), Product.of(target.width(), channels), target.height());
  }

  /** Resizes the middle axis of [outer, length, inner] bytes; as it is if the length stays. */
  private static byte[] filter(byte[] pixels, int outer, int length, int inner, int target) {
    if (target == length) {
      return pixels;
    }
    byte[] filtered = new byte[Product.of(outer, target, inner)];
    for (int i = 0; i < target; i++) {
      double centre = (i + 0.5) * length / target;
      double support = Math.max(1, (double) length / target);
      int first = Math.max(0, (int) (centre - support + 0.5));
      int[] weights = weights(first, centre, support, length);
      for (int o = 0; o < outer; o++) {
        int from = (o * length + first) * inner;
        int to = (o * target + i) * inner;
        for (int k = 0; k < inner; k++) {
          int sum = 1 << (FRACTION_BITS - 1);
          for (int j = 0; j < weights.length; j++) {
            sum += weighted(weights[j], pixels[from + j * inner + k]);
          }
          filtered[to + k] = (byte) Math.min(255, sum >> FRACTION_BITS);
        }
      }
    }
    return filtered;
  }

  @SuppressWarnings("RawProduct")
  private static int weighted(int weight, byte sample) {
    return weight * (sample & 255);
  }

  /**
   * The weights of a triangle around the centre, from the first source pixel on; they sum to about
   * one.
   */
  private static int[] weights(int first, double centre, double support, int length) {
    double[] triangle = new double[Math.min(length, (int) (centre + support + 0.5)) - first];
    double sum = 0;
    for (int j = 0; j < triangle.length; j++) {
      triangle[j] = Math.max(0, 1 - Math.abs((first + j - centre + 0.5) / support));
      sum += triangle[j];
    }
    int[] weights = new int[triangle.length];
    for (int j = 0; j < triangle.length; j++) {
      weights[j] = (int) (triangle[j] / sum * (1 << FRACTION_BITS) + 0.5);
    }
    return weights;
  }

  private static byte[] cut(PixelImage image, PixelRegion region) {
    int rowBytes = Product.of(region.width(), image.channels());
    byte[] cut = new byte[Product.of(region.height(), rowBytes)];
    for (int row = 0; row < region.height(); row++) {
      int from = ((region.top() + row) * image.size().width() + region.left()) * image.channels();
      System.arraycopy(image.pixels(), from, cut, row * rowBytes, rowBytes);
    }
    return cut;
  }

  private static void stretch(byte[] pixels) {
    int least = 255;
    int greatest = 0;
    for (byte pixel : pixels) {
      least = Math.min(least, pixel & 255);
      greatest = Math.max(greatest, pixel & 255);
    }
    double scale = 255.0 / Math.max(1, greatest - least);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (((pixels[i] & 255) - least) * scale + 0.5);
    }
  }
}
