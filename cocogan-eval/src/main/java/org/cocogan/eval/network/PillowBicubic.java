package org.cocogan.eval.network;

import java.util.Arrays;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * Bicubic resizing of single floats as Pillow does it: first along rows, then along columns, with
 * Keys' kernel (a = -0.5) as wide as two source or two target pixels, whichever are larger; the
 * result is clipped to 0..255.
 */
final class PillowBicubic implements Resizer {
  private static final double A = -0.5;
  private static final double SUPPORT = 2;

  private final Size source;
  private final Size target;
  private final Axis rows;
  private final Axis columns;

  PillowBicubic(Size source, Size target) {
    this.source = source;
    this.target = target;
    this.rows = new Axis(source.height(), target.height());
    this.columns = new Axis(source.width(), target.width());
  }

  /** The source pixels that make each target pixel along an axis, and their weights. */
  private static final class Axis {
    private final int[] first;
    private final double[][] weights;

    Axis(int source, int target) {
      first = new int[target];
      weights = new double[target][];
      double scale = (double) source / target;
      double stretch = Math.max(1, scale);
      double support = SUPPORT * stretch;
      for (int i = 0; i < target; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(source, (int) (centre + support + 0.5));
        weights[i] = new double[end - first[i]];
        double sum = 0;
        for (int j = 0; j < weights[i].length; j++) {
          weights[i][j] = kernel((j + first[i] - centre + 0.5) / stretch);
          sum += weights[i][j];
        }
        for (int j = 0; j < weights[i].length; j++) {
          weights[i][j] /= sum;
        }
      }
    }

    private static double kernel(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  }

  @Override
  public float[] resize(FeatureImage image, int channel) {
    float[] narrowed = alongRows(image, channel);
    int width = target.width();
    float[] resized = new float[Product.of(target.height(), width)];
    double[] sum = new double[width];
    for (int y = 0; y < target.height(); y++) {
      Arrays.fill(sum, 0);
      double[] weights = rows.weights[y];
      for (int k = 0; k < weights.length; k++) {
        int from = (rows.first[y] + k) * width;
        for (int x = 0; x < width; x++) {
          sum[x] += weights[k] * narrowed[from + x];
        }
      }
      for (int x = 0; x < width; x++) {
        resized[y * width + x] = Math.max(0, Math.min(255, (float) sum[x]));
      }
    }
    return resized;
  }

  /** [source height, target width]. */
  private float[] alongRows(FeatureImage image, int channel) {
    byte[] pixels = image.pixels();
    int channels = image.channels();
    float[] narrowed = new float[Product.of(source.height(), target.width())];
    for (int y = 0; y < source.height(); y++) {
      int row = y * source.width();
      for (int x = 0; x < target.width(); x++) {
        double[] weights = columns.weights[x];
        int at = (row + columns.first[x]) * channels + channel;
        double sum = 0;
        for (double weight : weights) {
          sum += weight * (pixels[at] & 255);
          at += channels;
        }
        narrowed[y * target.width() + x] = (float) sum;
      }
    }
    return narrowed;
  }
}
