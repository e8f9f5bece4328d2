package com.example.polar;

import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.dataset.DatasetRequest;

/** Offers drawn irises, so that polar coordinates have something to learn from. */
public final class IrisDatasetProvider implements DatasetProvider {
  @Override
  public String name() {
    return "irises";
  }

  @Override
  public Dataset open(DatasetRequest request) {
    return new IrisDataset(request.imageSize(), request.channels());
  }
}
