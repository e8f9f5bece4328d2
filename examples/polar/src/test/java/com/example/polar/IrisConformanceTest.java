package com.example.polar;

import java.util.Map;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.testkit.DatasetConformance;

class IrisConformanceTest extends DatasetConformance {
  @Override
  protected DatasetProvider provider() {
    return new IrisDatasetProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("images", "5");
  }
}
