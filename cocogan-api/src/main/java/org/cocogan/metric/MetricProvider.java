package org.cocogan.metric;

import org.cocogan.provider.ConfigurableProvider;

/** Makes a metric for the images of one experiment; found by {@link java.util.ServiceLoader}. */
public interface MetricProvider extends ConfigurableProvider {
  /**
   * Makes the metric.
   *
   * @throws IllegalArgumentException if it does not fit the images; the message says what would be
   *     right
   */
  Metric create(MetricRequest request);
}
