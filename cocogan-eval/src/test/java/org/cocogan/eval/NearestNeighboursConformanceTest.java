package org.cocogan.eval;

import org.cocogan.dataset.Dataset;
import org.cocogan.metric.MetricProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.testkit.MetricConformance;

class NearestNeighboursConformanceTest extends MetricConformance {
  @Override
  protected MetricProvider provider() {
    return new NearestNeighboursProvider();
  }

  @Override
  protected CoordinateSystem coordinates() {
    return new Edges(
        new PatchLayout(NoiseImages.SIZE, new Size(4, 4), new Size(2, 2)), false, false);
  }

  @Override
  protected Dataset real() {
    return NoiseImages.plain(1, 20);
  }
}
