package org.cocogan.eval;

import java.util.List;
import java.util.OptionalDouble;
import org.cocogan.eval.network.FeatureBatch;
import org.cocogan.eval.statistics.Estimate;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.eval.statistics.FeatureStatistics;
import org.cocogan.eval.statistics.FrechetDistance;
import org.cocogan.eval.statistics.GroupedStatistics;
import org.cocogan.eval.statistics.LinearAlgebra;
import org.cocogan.exact.Product;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.metric.Score;
import org.cocogan.metric.Score.Better;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.text.Counted;

/** Offers the Fréchet distance of features as {@code fid} (Heusel et al. 2017). */
public final class FidProvider implements MetricProvider {
  /** The metric's name. */
  public static final String NAME = "fid";

  /** How many groups the standard error is taken from. */
  public static final ParameterDefinition<Integer> GROUPS =
      ParameterDefinition.whole(
              "groups",
              0,
              Integer.MAX_VALUE,
              "Groups that images are dealt out to for the standard error (delete-a-group"
                  + " jackknife); 0 for none.")
          .orElse(5);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public FidProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Fréchet distance between the features of generated and of real images.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(GROUPS);
  }

  @Override
  public Metric create(MetricRequest request) {
    int groups = request.parameters().get(GROUPS);
    SharedFeatures features = SharedFeatures.of(request, NAME);
    FrechetDistance.shortage(request.images(), features.network().dimension())
        .ifPresent(shortage -> request.notices().accept(NAME + ": " + shortage));
    return new FeatureMetric(
        features, new Measure(features, request.images() > Product.of(2, groups) ? groups : 0));
  }

  /** Distance of the images so far. */
  private static final class Measure implements FeatureMetric.Measure {
    private final NamedScores names;
    private final Reference reference;
    private final FrechetDistance distance;
    private final Collected collected;
    private long count;

    Measure(SharedFeatures features, int groups) {
      names = new NamedScores(features.network());
      reference = features.reference(NAME);
      LinearAlgebra algebra = LinearAlgebra.fastest();
      distance = new FrechetDistance(reference.moments(), algebra);
      int dimension = features.network().dimension();
      collected =
          groups < 2
              ? new Alone(new FeatureStatistics(dimension, algebra))
              : new InGroups(new GroupedStatistics(dimension, groups, algebra));
    }

    @Override
    public void accept(int first, FeatureBatch batch) {
      for (float[] row : batch.features()) {
        collected.add(row, "generated image " + count);
        count++;
      }
    }

    @Override
    public List<Score> scores() {
      return List.of(
          names.of(
              NAME,
              collected.distance(distance),
              Better.LOWER,
              "Fréchet distance of "
                  + Counted.of(count, "image")
                  + " to "
                  + reference.description()));
    }
  }

  private sealed interface Collected {
    void add(float[] row, String name);

    Estimate distance(FrechetDistance distance);
  }

  private record Alone(FeatureStatistics statistics) implements Collected {
    @Override
    public void add(float[] row, String name) {
      statistics.add(row, name);
    }

    @Override
    public Estimate distance(FrechetDistance distance) {
      FeatureMoments moments = statistics.moments();
      return new Estimate(distance.to(moments), OptionalDouble.empty());
    }
  }

  private record InGroups(GroupedStatistics statistics) implements Collected {
    @Override
    public void add(float[] row, String name) {
      statistics.add(row, name);
    }

    @Override
    public Estimate distance(FrechetDistance distance) {
      return distance.to(statistics);
    }
  }
}
