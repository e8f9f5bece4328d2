package org.cocogan.eval;

import java.util.List;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.statistics.DensityCoverage;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.provider.ParameterDefinition;

/** Offers density and coverage as {@code density_coverage} (Naeem et al. 2020). */
public final class DensityCoverageProvider implements MetricProvider {
  private static final String NAME = "density_coverage";

  private static final ParameterDefinition<Integer> NEIGHBOURS =
      ParameterDefinition.whole(
              "neighbours",
              1,
              Integer.MAX_VALUE,
              "How many neighbours make the neighbourhood of an image: the k of the paper.")
          .orElse(DensityCoverage.NEIGHBOURS);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public DensityCoverageProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "How densely generated images lie among the real ones, and the share of these that they"
        + " cover.";
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
      DensityCoverage both =
          DensityCoverage.between(
              reference.features(),
              generated.toArray(float[][]::new),
              neighbours,
              LinearAlgebra.fastest());
      NamedScores names = new NamedScores(features.network());
      String how = ", k = " + neighbours;
      return List.of(
          names.of(
              "density",
              both.density(),
              Better.HIGHER,
              generated.size() + " images among " + reference.description() + how),
          names.of(
              "coverage",
              both.coverage(),
              Better.HIGHER,
              "share of "
                  + reference.description()
                  + " near "
                  + generated.size()
                  + " images"
                  + how));
    }
  }
}
