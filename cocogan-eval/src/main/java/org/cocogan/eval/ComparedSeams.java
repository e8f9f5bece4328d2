package org.cocogan.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cocogan.CocoGanException;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;

/**
 * A {@link SeamMetric} that sets border / within against the same of real images, where there are
 * any: those have no patches, but may well differ where the borders of patches would lie, as faces
 * do at their axis of symmetry.
 */
final class ComparedSeams implements Metric {
  private final SeamMetric generated;
  private final MetricRequest request;

  ComparedSeams(MetricRequest request) {
    this.request = request;
    this.generated = new SeamMetric(request.imageSize(), request.channels(), request.coordinates());
  }

  @Override
  public void add(byte[] image) {
    generated.add(image);
  }

  @Override
  public List<Score> scores() {
    List<Score> scores = new ArrayList<>(generated.scores());
    Optional<Map<String, Double>> real = generated.ratios().isEmpty() ? Optional.empty() : real();
    generated
        .ratios()
        .forEach(
            (axis, ratio) -> {
              scores.add(
                  score(axis + "_ratio", ratio, Better.NEITHER, axis + ", border over within"));
              real.map(ratios -> ratios.get(axis))
                  .ifPresent(
                      its ->
                          scores.add(
                              score(
                                  axis + "_ratio_to_real",
                                  ratio / its,
                                  Better.LOWER,
                                  axis + ", border over within, over the same of real images")));
            });
    return scores;
  }

  private static Score score(String name, double value, Better better, String description) {
    return new Score(name, value, OptionalDouble.empty(), better, description);
  }

  /** The ratios of as many real images; nothing, and a notice, if they are not there. */
  private Optional<Map<String, Double>> real() {
    try (Dataset real = request.real().get()) {
      SeamMetric metric = new SeamMetric(real.imageSize(), real.channels(), request.coordinates());
      int height = real.imageSize().height();
      int width = real.imageSize().width();
      int stride = Product.of(width, real.channels());
      for (int i = 0; i < Math.min(real.count(), request.images()); i++) {
        byte[] image = new byte[Product.of(height, stride)];
        real.read(i, 0, 0, height, width, image, 0, stride);
        metric.add(image);
      }
      return Optional.of(metric.ratios());
    } catch (CocoGanException e) {
      request.notices().accept("seam is not set against real images: " + e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    generated.close();
  }
}
