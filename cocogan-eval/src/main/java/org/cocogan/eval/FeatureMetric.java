package org.cocogan.eval;

import java.util.List;
import java.util.function.Consumer;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Score;

/** A metric of features, which it shares with others. */
final class FeatureMetric implements Metric {
  /** A measure of features, which scores them once it has heard them all. */
  interface Measure extends FeatureListener {
    /** What all features together score. */
    List<Score> scores();
  }

  private final SharedFeatures features;
  private final Measure measure;
  private final Consumer<byte[]> images;

  FeatureMetric(SharedFeatures features, Measure measure) {
    this.features = features;
    this.measure = measure;
    this.images = features.hear(measure);
  }

  @Override
  public void add(byte[] image) {
    images.accept(image);
  }

  @Override
  public List<Score> scores() {
    features.finish();
    return measure.scores();
  }

  @Override
  public void close() {}
}
