package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.cocogan.exact.Product;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class PixelDifferenceTest {
  private static final Size SIZE = new Size(100, 200);

  @Test
  void isTheMeanAndTheMostOfAllValuesOfAllImages() {
    Drawing even = new Flat(number -> 10);
    Drawing odd = new Flat(number -> number == 0 ? 10 : 7);

    PixelDifference difference = PixelDifference.of(even, odd, 0, 3);

    assertThat(difference).isEqualTo(new PixelDifference(2, 3));
    assertThat(difference).hasToString("2.00 levels of 255 on average, 3 at most");
  }

  @Test
  void takesValuesAsUnsigned() {
    Drawing light = new Flat(number -> 255);
    Drawing dark = new Flat(number -> 0);

    assertThat(PixelDifference.of(light, dark, 0, 1).most()).isEqualTo(255);
  }

  /** The level of all of an image. */
  private interface Level {
    int of(long number);
  }

  /** Draws images of one level each. */
  private record Flat(Level level) implements Drawing {
    @Override
    public Size imageSize() {
      return SIZE;
    }

    @Override
    public int channels() {
      return 3;
    }

    @Override
    public LatentSpace latentSpace() {
      return LatentSpace.uniform(1);
    }

    @Override
    public PixelRegion patchRegion(int row, int column) {
      return new PixelRegion(row, column, 1, 1);
    }

    @Override
    public byte[] pixels(LatentSpace from, long seed, long number, PixelRegion region) {
      assertThat(region).isEqualTo(new PixelRegion(18, 68, 64, 64));
      byte[] pixels = new byte[Product.of(region.height(), region.width(), channels())];
      Arrays.fill(pixels, (byte) level.of(number));
      return pixels;
    }

    @Override
    public void close() {}
  }
}
