package org.cocogan.eval;

import java.util.List;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.eval.statistics.PrecisionRecall;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.provider.ParameterDefinition;

/** Offers improved precision and recall as {@code precision_recall} (Kynkäänniemi et al. 2019). */
public final class PrecisionRecallProvider implements MetricProvider {
  private static final String NAME = "precision_recall";

  private static final ParameterDefinition<Integer> NEIGHBOURS =
      ParameterDefinition.whole(
              "neighbours",
              1,
              Integer.MAX_VALUE,
              "How many neighbours make the neighbourhood of an image: the k of the paper.")
          .orElse(PrecisionRecall.NEIGHBOURS);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public PrecisionRecallProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Share of generated images among the real ones, and of real ones among the generated.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(NEIGHBOURS);
  }

  @Override
  public Metric create(MetricRequest request) {
    int neighbours = request.parameters().get(NEIGHBOURS);
    SharedFeatures features = SharedFeatures.of(request, NAME);
    Reference reference = features.comparedFeatures(NAME);
    return new FeatureMetric(
        features, new Measure(features, reference, features.kept(), neighbours));
  }

  private record Measure(
      SharedFeatures features, Reference reference, List<float[]> generated, int neighbours)
      implements FeatureMetric.Measure {
    @Override
    public void accept(int first, FeatureBatch batch) {
      // They are kept for all.
    }

    @Override
    public List<Score> scores() {
      PrecisionRecall both =
          PrecisionRecall.between(
              reference.features(),
              generated.toArray(float[][]::new),
              neighbours,
              LinearAlgebra.fastest());
      NamedScores names = new NamedScores(features.network());
      String how = ", k = " + neighbours;
      return List.of(
          names.of(
              "precision",
              both.precision(),
              Better.HIGHER,
              "share of " + generated.size() + " images within " + reference.description() + how),
          names.of(
              "recall",
              both.recall(),
              Better.HIGHER,
              "share of " + reference.description() + " within " + generated.size() + how));
    }
  }
}
