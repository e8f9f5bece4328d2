package org.cocogan.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.statistics.InceptionScore;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.provider.ParameterDefinition;

/** Offers the Inception Score as {@code inception_score} (Salimans et al. 2016). */
public final class InceptionScoreProvider implements MetricProvider {
  private static final String NAME = "inception_score";

  private static final ParameterDefinition<Integer> SPLITS =
      ParameterDefinition.whole(
              "splits", 1, Integer.MAX_VALUE, "Parts of the images that it is averaged over.")
          .orElse(10);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
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
  public List<ParameterDefinition<?>> parameters() {
    return List.of(SPLITS);
  }

  @Override
  public Metric create(MetricRequest request) {
    InceptionScore score = new InceptionScore(request.parameters().get(SPLITS));
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
