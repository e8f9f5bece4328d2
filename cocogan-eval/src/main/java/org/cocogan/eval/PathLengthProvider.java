package org.cocogan.eval;

import java.util.List;
import org.cocogan.metric.LatentSteps;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.provider.ParameterDefinition;

/** Offers the perceptual path length as {@code path_length} (Karras et al. 2019). */
public final class PathLengthProvider implements MetricProvider {
  static final String NAME = "path_length";

  private static final ParameterDefinition<Double> STEP =
      ParameterDefinition.number(
              "step",
              "a number of at least 0.0001 and at most 1",
              value -> value >= 1e-4 && value <= 1,
              "How far apart two images are on the way from one latent vector to another: the"
                  + " epsilon of the paper.")
          .orElse(0.05);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public PathLengthProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "How much features change on the way from one latent vector to another.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(STEP);
  }

  @Override
  public Metric create(MetricRequest request) {
    LatentSteps steps =
        request
            .shared()
            .find(LatentSteps.class)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the metric "
                            + NAME
                            + " draws on the way between latent vectors, and these images are not"
                            + " drawn: measure a run"));
    return new PathLengthMetric(
        request, SharedFeatures.of(request, NAME), steps, request.parameters().get(STEP));
  }
}
