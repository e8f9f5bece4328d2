package org.cocogan.eval;

import java.util.TreeSet;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;

/** Offers the {@link SeamMetric} as {@code seam}; it takes no parameters. */
public final class SeamProvider implements MetricProvider {
  /** For {@link java.util.ServiceLoader}. */
  public SeamProvider() {}

  @Override
  public String name() {
    return "seam";
  }

  @Override
  public String description() {
    return "Mean absolute difference of neighbouring pixels, where patches or edges meet and elsewhere.";
  }

  @Override
  public Metric create(MetricRequest request) {
    if (!request.parameters().isEmpty()) {
      throw new IllegalArgumentException(
          "the metric seam has no parameter "
              + String.join(", ", new TreeSet<>(request.parameters().keySet()))
              + "; known parameters: none");
    }
    return new SeamMetric(request.imageSize(), request.channels(), request.coordinates());
  }
}
