package org.cocogan.contract;

import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;

/** Makes metrics that are held to what their interface promises. */
public final class HeldMetricProvider extends HeldProvider<MetricProvider>
    implements MetricProvider {
  /**
   * Holds a provider to its contract.
   *
   * @param name as the provider has said it once
   */
  public HeldMetricProvider(Contract contract, String name, MetricProvider inner) {
    super(contract, name, inner);
  }

  @Override
  public Metric create(MetricRequest request) {
    return new HeldMetric(contract, contract.made("create(...)", () -> inner.create(request)));
  }
}
