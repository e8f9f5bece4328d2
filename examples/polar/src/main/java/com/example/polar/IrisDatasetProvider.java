package com.example.polar;

import java.util.List;
import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.dataset.DatasetRequest;
import org.cocogan.provider.ParameterDefinition;

/** Offers drawn irises, so that polar coordinates have something to learn from. */
public final class IrisDatasetProvider implements DatasetProvider {
  private static final ParameterDefinition<Integer> IMAGES =
      ParameterDefinition.whole("images", 1, 1_000_000, "How many irises there are.").orElse(4000);

  @Override
  public String name() {
    return "irises";
  }

  @Override
  public String description() {
    return "Drawn irises around a dark pupil, unrolled.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(IMAGES);
  }

  @Override
  public Dataset open(DatasetRequest request) {
    return new IrisDataset(
        request.imageSize(), request.channels(), request.parameters().get(IMAGES));
  }
}
