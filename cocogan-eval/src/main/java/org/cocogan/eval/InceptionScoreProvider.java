package org.cocogan.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.statistics.InceptionScore;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;

/**
 * Offers the Inception Score as {@code inception_score} (Salimans et al. 2016).
 *
 * <p>Its parameter {@code splits} is how many parts it is averaged over, by default 10.
 */
public final class InceptionScoreProvider implements MetricProvider {
  private static final String NAME = "inception_score";
  private static final int SPLITS = 10;

  /** For {@link java.util.ServiceLoader}. */
  public InceptionScoreProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "How surely a network tells what each generated image shows, and how much they differ.";
  }

  @Override
  public Metric create(MetricRequest request) {
    Parameters parameters = new Parameters(NAME, request.parameters(), Set.of("splits"));
    InceptionScore score = new InceptionScore(parameters.whole("splits", 1, SPLITS));
    SharedFeatures features = SharedFeatures.of(request, NAME);
    if (features.network().classes() == 0) {
      throw new IllegalArgumentException(
          "the metric "
              + NAME
              + " needs a network that tells classes apart, but "
              + features.network().name()
              + " has features alone");
    }
    return new FeatureMetric(features, new Measure(features, score, new ArrayList<>()));
  }

  private record Measure(SharedFeatures features, InceptionScore score, List<float[]> logits)
      implements FeatureMetric.Measure {
    @Override
    public void accept(int first, FeatureBatch batch) {
      logits.addAll(List.of(batch.logits()));
    }

    @Override
    public List<Score> scores() {
      return List.of(
          new NamedScores(features.network())
              .of(
                  NAME,
                  score.of(logits.toArray(float[][]::new)),
                  Better.HIGHER,
                  String.format(
                      Locale.ROOT,
                      "%d images in %d splits, %d classes",
                      logits.size(),
                      score.splits(logits.size()),
                      features.network().classes())));
    }
  }
}
