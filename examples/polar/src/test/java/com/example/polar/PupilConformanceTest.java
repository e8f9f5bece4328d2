package com.example.polar;

import org.cocogan.metric.MetricProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.testkit.MetricConformance;

class PupilConformanceTest extends MetricConformance {
  @Override
  protected MetricProvider provider() {
    return new PupilProvider();
  }

  @Override
  protected CoordinateSystem coordinates() {
    PatchLayout layout = new PatchLayout(new Size(16, 24), new Size(16, 16), new Size(8, 8));
    return new PolarCoordinateSystem(layout, 0.25);
  }
}
