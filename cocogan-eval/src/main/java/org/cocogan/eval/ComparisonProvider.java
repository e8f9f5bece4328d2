package org.cocogan.eval;

import java.util.List;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.provider.Parameters;

/** Offers a metric that compares all features of generated images with all of real ones. */
abstract class ComparisonProvider implements MetricProvider {
  /** Makes scores of both. */
  interface Comparison {
    List<Score> scores(float[][] generated, Reference reference, NamedScores names);
  }

  /** The comparison that these parameters ask for. */
  abstract Comparison comparison(Parameters parameters);

  @Override
  public final Metric create(MetricRequest request) {
    Comparison comparison = comparison(request.parameters());
    SharedFeatures features = SharedFeatures.of(request, name());
    return new FeatureMetric(
        features,
        new Measure(features, comparison, features.comparedFeatures(name()), features.kept()));
  }

  private record Measure(
      SharedFeatures features, Comparison comparison, Reference reference, List<float[]> generated)
      implements FeatureMetric.Measure {
    @Override
    public void accept(int first, FeatureBatch batch) {
      // They are kept for all.
    }

    @Override
    public List<Score> scores() {
      return comparison.scores(
          generated.toArray(float[][]::new), reference, new NamedScores(features.network()));
    }
  }
}
