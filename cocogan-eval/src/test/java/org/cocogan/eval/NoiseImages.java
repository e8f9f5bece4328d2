package org.cocogan.eval;

import java.util.SplittableRandom;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * Seeded noise of 4x8 pixels; in one region it may be brighter.
 *
 * @param brighter where the noise is not in 0..99, but in 100..199
 */
record NoiseImages(long seed, int count, PixelRegion brighter) implements Dataset {
  static final Size SIZE = new Size(4, 8);

  /** Like all the others. */
  static NoiseImages plain(long seed, int count) {
    return new NoiseImages(seed, count, new PixelRegion(SIZE.height(), 0, 1, 1));
  }

  /** The bytes of an image, [4, 8, 3]. */
  byte[] image(int number) {
    byte[] pixels = new byte[SIZE.height() * SIZE.width() * 3];
    read(number, 0, 0, SIZE.height(), SIZE.width(), pixels, 0, SIZE.width() * 3);
    return pixels;
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public Size imageSize() {
    return SIZE;
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + image);
    int[] tint = {random.nextInt(50), random.nextInt(50), random.nextInt(50)};
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        for (int c = 0; c < 3; c++) {
          int value = tint[c] + random.nextInt(50) + (isBrighter(y, x) ? 100 : 0);
          if (y >= top && y < top + height && x >= left && x < left + width) {
            target[offset + (y - top) * stride + (x - left) * 3 + c] = (byte) value;
          }
        }
      }
    }
  }

  private boolean isBrighter(int y, int x) {
    return y >= brighter.top()
        && y < brighter.top() + brighter.height()
        && x >= brighter.left()
        && x < brighter.left() + brighter.width();
  }

  @Override
  public void close() {}
}
