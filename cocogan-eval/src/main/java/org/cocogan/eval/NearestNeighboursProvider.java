package org.cocogan.eval;

import java.util.List;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.provider.ParameterDefinition;

/** Offers the nearest training images of generated ones as {@code nearest_neighbours}. */
public final class NearestNeighboursProvider implements MetricProvider {
  private static final ParameterDefinition<Integer> SAMPLES =
      ParameterDefinition.whole(
              "samples", 1, 1000, "How many of the first generated images are looked up.")
          .orElse(8);

  private static final ParameterDefinition<Integer> NEIGHBOURS =
      ParameterDefinition.whole(
              "neighbours", 1, 20, "How many training images are shown beside each.")
          .orElse(5);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public NearestNeighboursProvider() {}

  @Override
  public String name() {
    return "nearest_neighbours";
  }

  @Override
  public String description() {
    return "Shows the training images nearest to generated ones, to see whether they are"
        + " memorised.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(SAMPLES, NEIGHBOURS);
  }

  @Override
  public Metric create(MetricRequest request) {
    return new NearestNeighboursMetric(
        request,
        Math.min(request.images(), request.parameters().get(SAMPLES)),
        request.parameters().get(NEIGHBOURS));
  }
}
