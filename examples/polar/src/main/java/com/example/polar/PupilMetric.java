package com.example.polar;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Score;
import org.cocogan.patch.Size;

/** A metric of how much brighter an eye is than its pupil, which the innermost rows show. */
final class PupilMetric implements Metric {
  private final Size size;
  private final int channels;
  private final int rows;
  private double contrast;
  private int images;

  PupilMetric(Size size, int channels, int rows) {
    this.size = size;
    this.channels = channels;
    this.rows = rows;
  }

  @Override
  public void add(byte[] image) {
    int inner = rows * size.width() * channels;
    contrast += mean(image, inner, image.length) - mean(image, 0, inner);
    images++;
  }

  private static double mean(byte[] image, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += Byte.toUnsignedInt(image[i]);
    }
    return (double) sum / (to - from);
  }

  @Override
  public List<Score> scores() {
    if (images == 0) {
      throw new IllegalStateException("the pupil's contrast takes at least one image");
    }
    return List.of(
        new Score(
            "pupil_contrast",
            contrast / images,
            OptionalDouble.empty(),
            Score.Better.HIGHER,
            String.format(
                Locale.ROOT,
                "mean grey levels beyond the %d innermost rows, less those within",
                rows)));
  }

  @Override
  public void close() {}
}
