package org.cocogan.run;

import java.util.List;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;

/** Images of noise, one of each class, where only their size matters. */
record NoiseImages(Size imageSize, int channels, List<String> classes) implements Dataset {
  @Override
  public String name() {
    return "noise";
  }

  @Override
  public int count() {
    return Math.max(2, classes.size());
  }

  @Override
  public int classOf(int image) {
    return image;
  }

  @Override
  public void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {
    CountedRandom random = CountedRandom.of(image, name(), top);
    int row = Product.of(width, channels);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < row; x++) {
        target[offset + Product.of(y, stride) + x] = (byte) random.nextFloat(0, 256);
      }
    }
  }

  @Override
  public void close() {
    // There is nothing to release.
  }
}
