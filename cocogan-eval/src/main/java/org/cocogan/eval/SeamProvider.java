package org.cocogan.eval;

import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;

/** Offers {@link ComparedSeams} as {@code seam}. */
public final class SeamProvider implements MetricProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public SeamProvider() {}

  @Override
  public String name() {
    return "seam";
  }

  @Override
  public String description() {
    return "Mean absolute difference of neighbouring pixels, where patches or edges meet and"
        + " elsewhere, beside real images.";
  }

  @Override
  public Metric create(MetricRequest request) {
    return new ComparedSeams(request);
  }
}
