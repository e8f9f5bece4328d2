package com.example.polar;

import java.util.Objects;
import java.util.SplittableRandom;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.Size;

/** Irises around a dark pupil, unrolled: columns go once around the eye, rows outward. */
record IrisDataset(Size imageSize, int channels, int count) implements Dataset {
  @Override
  public String name() {
    return "drawn irises";
  }

  @Override
  public void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {
    Objects.checkIndex(image, count);
    Objects.checkFromIndexSize(top, height, imageSize.height());
    Objects.checkFromIndexSize(left, width, imageSize.width());
    Iris iris = Iris.of(new SplittableRandom(image));
    for (int row = 0; row < height; row++) {
      double radius = (top + row + 0.5) / imageSize.height();
      for (int column = 0; column < width; column++) {
        double angle = 2 * Math.PI * (left + column + 0.5) / imageSize.width();
        for (int channel = 0; channel < channels; channel++) {
          target[offset + row * stride + column * channels + channel] =
              (byte) Math.rint(255 * iris.brightness(radius, angle, channel));
        }
      }
    }
  }

  @Override
  public void close() {}

  /** One eye: how wide its pupil is, its colours, and the fibres that run outward. */
  private record Iris(double pupil, double[] colour, int fibres, double turn) {
    static Iris of(SplittableRandom random) {
      return new Iris(
          random.nextDouble(0.15, 0.45),
          random.doubles(3, 0.2, 0.95).toArray(),
          random.nextInt(9, 15),
          random.nextDouble(2 * Math.PI));
    }

    double brightness(double radius, double angle, int channel) {
      double fibre = 0.8 + 0.2 * Math.cos(fibres * angle + turn + 2 * radius);
      double rim = 1 - 0.8 * Math.pow(radius, 8);
      return radius < pupil ? 0.03 : colour[channel] * fibre * rim;
    }
  }
}
