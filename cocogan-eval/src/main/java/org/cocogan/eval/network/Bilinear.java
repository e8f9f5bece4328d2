package org.cocogan.eval.network;

import java.util.function.IntToDoubleFunction;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * Bilinear resizing without antialiasing, in the single-precision arithmetic of TensorFlow and
 * PyTorch: each target pixel lies between four source pixels, however many there are.
 */
final class Bilinear implements Resizer {
  private static final int VALUES = 256;

  private final Axis rows;
  private final Axis columns;
  private final int sourceWidth;
  private final float[] values = new float[VALUES];

  private Bilinear(Size source, Axis rows, Axis columns, float white) {
    this.sourceWidth = source.width();
    this.rows = rows;
    this.columns = columns;
    for (int i = 0; i < VALUES; i++) {
      values[i] = i * white / (VALUES - 1);
    }
  }

  /** Resizing as TensorFlow 1 does it, of 0..255: target pixel i lies at i · source / target. */
  static Bilinear ofCorners(Size source, Size target) {
    return new Bilinear(
        source,
        Axis.ofCorners(source.height(), target.height()),
        Axis.ofCorners(source.width(), target.width()),
        VALUES - 1);
  }

  /**
   * Resizing as PyTorch does it, of 0..1: target pixel i lies at (i + 0.5) · source / target - 0.5
   * or 0.
   */
  static Bilinear ofCentres(Size source, Size target) {
    return new Bilinear(
        source,
        Axis.ofCentres(source.height(), target.height()),
        Axis.ofCentres(source.width(), target.width()),
        1);
  }

  /** The source pixels around each target pixel along an axis, and the share of the further one. */
  private static final class Axis {
    private final int[] near;
    private final int[] far;
    private final float[] share;

    private Axis(int source, int target, IntToDoubleFunction places) {
      near = new int[target];
      far = new int[target];
      share = new float[target];
      for (int i = 0; i < target; i++) {
        double place = Math.max(0, places.applyAsDouble(i));
        near[i] = Math.min((int) place, source - 1);
        far[i] = Math.min(near[i] + 1, source - 1);
        share[i] = (float) (place - near[i]);
      }
    }

    static Axis ofCorners(int source, int target) {
      float scale = (float) source / target;
      return new Axis(source, target, i -> i * scale);
    }

    /** In double precision but for the scale, as PyTorch does. */
    static Axis ofCentres(int source, int target) {
      double scale = (float) source / target;
      return new Axis(source, target, i -> scale * (i + 0.5) - 0.5);
    }
  }

  @Override
  public float[] resize(FeatureImage image, int channel) {
    int width = columns.near.length;
    float[] resized = new float[Product.of(rows.near.length, width)];
    float[] above = new float[width];
    float[] below = new float[width];
    int aboveIs = -1;
    int belowIs = -1;
    for (int y = 0; y < rows.near.length; y++) {
      int upper = rows.near[y];
      int lower = rows.far[y];
      if (upper == belowIs) {
        float[] kept = above;
        above = below;
        below = kept;
        belowIs = aboveIs;
      } else if (upper != aboveIs) {
        widen(image, channel, upper, above);
      }
      aboveIs = upper;
      if (lower != belowIs) {
        widen(image, channel, lower, below);
        belowIs = lower;
      }
      int at = y * width;
      float share = rows.share[y];
      for (int x = 0; x < width; x++) {
        resized[at + x] = between(above[x], below[x], share);
      }
    }
    return resized;
  }

  /** Resizes a row of the image along its columns. */
  private void widen(FeatureImage image, int channel, int row, float[] widened) {
    byte[] pixels = image.pixels();
    int channels = image.channels();
    int start = row * sourceWidth * channels + channel;
    for (int x = 0; x < widened.length; x++) {
      widened[x] =
          between(
              values[pixels[start + columns.near[x] * channels] & 255],
              values[pixels[start + columns.far[x] * channels] & 255],
              columns.share[x]);
    }
  }

  private static float between(float near, float far, float share) {
    return near + (far - near) * share;
  }
}
