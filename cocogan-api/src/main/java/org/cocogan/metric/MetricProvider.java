package org.cocogan.metric;

/** Makes a metric for the images of one experiment; found by {@link java.util.ServiceLoader}. */
public interface MetricProvider {
  /** The name a command chooses it by. */
  String name();

  /** One sentence that says what it measures. */
  String description();

  /**
   * Makes the metric.
   *
   * @throws IllegalArgumentException if it does not fit the images or a parameter is wrong; the
   *     message says what would be right
   */
  Metric create(MetricRequest request);
}
