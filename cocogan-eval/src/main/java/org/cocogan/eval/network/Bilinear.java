package org.cocogan.eval.network;

import org.cocogan.patch.Size;

/**
 * Bilinear resizing without antialiasing, in the single-precision arithmetic of TensorFlow and
 * PyTorch: each target pixel lies between four source pixels, however many there are.
 */
final class Bilinear {
  private final Axis rows;
  private final Axis columns;
  private final int sourceWidth;

  private Bilinear(Size source, Axis rows, Axis columns) {
    this.sourceWidth = source.width();
    this.rows = rows;
    this.columns = columns;
  }

  /** As TensorFlow 1 does: target pixel i lies at i · source / target. */
  static Bilinear ofCorners(Size source, Size target) {
    return new Bilinear(
        source,
        new Axis(source.height(), target.height(), 0),
        new Axis(source.width(), target.width(), 0));
  }

  /** As PyTorch does: target pixel i lies at (i + 0.5) · source / target - 0.5, and not below 0. */
  static Bilinear ofCentres(Size source, Size target) {
    return new Bilinear(
        source,
        new Axis(source.height(), target.height(), 0.5f),
        new Axis(source.width(), target.width(), 0.5f));
  }

  /** The source pixels around each target pixel along an axis, and the share of the further one. */
  private static final class Axis {
    private final int[] near;
    private final int[] far;
    private final float[] share;

    Axis(int source, int target, float centre) {
      near = new int[target];
      far = new int[target];
      share = new float[target];
      float scale = (float) source / target;
      for (int i = 0; i < target; i++) {
        float place = Math.max(0, scale * (i + centre) - centre);
        near[i] = Math.min((int) place, source - 1);
        far[i] = Math.min(near[i] + 1, source - 1);
        share[i] = place - near[i];
      }
    }
  }

  /** One channel at the target's size, [height, width]. */
  float[] resize(FeatureImage image, int channel) {
    byte[] pixels = image.pixels();
    int channels = image.channels();
    int width = columns.near.length;
    float[] resized = new float[rows.near.length * width];
    int at = 0;
    for (int y = 0; y < rows.near.length; y++) {
      int upper = rows.near[y] * sourceWidth;
      int lower = rows.far[y] * sourceWidth;
      for (int x = 0; x < width; x++) {
        int left = columns.near[x];
        int right = columns.far[x];
        float above =
            between(
                pixels[(upper + left) * channels + channel] & 255,
                pixels[(upper + right) * channels + channel] & 255,
                columns.share[x]);
        float below =
            between(
                pixels[(lower + left) * channels + channel] & 255,
                pixels[(lower + right) * channels + channel] & 255,
                columns.share[x]);
        resized[at++] = between(above, below, rows.share[y]);
      }
    }
    return resized;
  }

  private static float between(float near, float far, float share) {
    return near + (far - near) * share;
  }
}
