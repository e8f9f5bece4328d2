package org.cocogan.contract;

import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;

/** Makes metrics that are held to what their interface promises. */
public record HeldMetricProvider(Contract contract, String name, MetricProvider inner)
    implements MetricProvider {
  @Override
  public String description() {
    return contract.text("description()", inner.description());
  }

  @Override
  public Metric create(MetricRequest request) {
    return new HeldMetric(contract, contract.made("create(...)", () -> inner.create(request)));
  }
}
