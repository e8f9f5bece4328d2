package org.cocogan.eval;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.eval.network.FeatureImage;
import org.cocogan.eval.statistics.Estimate;
import org.cocogan.metric.LatentSteps;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;

/**
 * The perceptual path length (Karras et al. 2019): the mean of |f(a) - f(b)|^2 / step^2 over as
 * many steps between latent vectors as there are images, with f the features of the evaluation's
 * network in place of those of LPIPS, and a and b the images before and after a step.
 *
 * <p>Images are rounded to bytes, as all that are measured: very small steps measure the rounding.
 */
final class PathLengthMetric implements Metric {
  private static final int STEPS_AT_ONCE = SharedFeatures.IMAGES_AT_ONCE / 2;

  private final MetricRequest request;
  private final SharedFeatures features;
  private final LatentSteps steps;
  private final double step;

  PathLengthMetric(MetricRequest request, SharedFeatures features, LatentSteps steps, double step) {
    this.request = request;
    this.features = features;
    this.steps = steps;
    this.step = step;
  }

  @Override
  public void add(byte[] image) {
    // It measures images of its own.
  }

  @Override
  public List<Score> scores() {
    int count = request.images();
    double[] lengths = new double[count];
    for (int done = 0; done < count; done += STEPS_AT_ONCE) {
      int end = Math.min(count, done + STEPS_AT_ONCE);
      List<FeatureImage> images = new ArrayList<>();
      for (int number = done; number < end; number++) {
        for (byte[] image : steps.at(number, step)) {
          images.add(new FeatureImage(request.imageSize(), request.channels(), image));
        }
      }
      float[][] found = features.network().features(images).features();
      for (int number = done; number < end; number++) {
        int first = 2 * (number - done);
        lengths[number] = square(found[first], found[first + 1]) / (step * step);
      }
      features.progress().advanced("steps between latent vectors", end, count);
    }
    return List.of(
        new NamedScores(features.network())
            .of(
                PathLengthProvider.NAME,
                Estimate.ofMean(lengths, count),
                Score.Better.LOWER,
                count + " steps of " + step + " of the way between latent vectors"));
  }

  private static double square(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = (double) one[i] - other[i];
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public void close() {}
}
