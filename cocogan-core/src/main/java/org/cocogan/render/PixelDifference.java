package org.cocogan.render;

import java.util.Locale;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * The difference between two drawings, in levels of 255.
 *
 * @param mean over the values of all pixels
 * @param most that one value differs
 */
public record PixelDifference(double mean, int most) {
  private static final int LARGEST_SIDE = 64;

  /**
   * Compares the middles of some images, which have the same size in both drawings.
   *
   * @param seed of the latent vectors
   * @param images how many, from number 0 on; at least one
   */
  public static PixelDifference of(Drawing one, Drawing other, long seed, int images) {
    PixelRegion middle = middle(one.imageSize());
    long sum = 0;
    long values = 0;
    int most = 0;
    for (int number = 0; number < images; number++) {
      byte[] a = one.pixels(seed, number, middle);
      byte[] b = other.pixels(seed, number, middle);
      for (int i = 0; i < a.length; i++) {
        int difference = Math.abs(Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]));
        sum += difference;
        most = Math.max(most, difference);
      }
      values += a.length;
    }
    return new PixelDifference((double) sum / values, most);
  }

  private static PixelRegion middle(Size image) {
    int height = Math.min(LARGEST_SIDE, image.height());
    int width = Math.min(LARGEST_SIDE, image.width());
    return new PixelRegion(
        (image.height() - height) / 2, (image.width() - width) / 2, height, width);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f levels of 255 on average, %d at most", mean, most);
  }
}
