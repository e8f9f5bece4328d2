package org.cocogan.contract;

import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.dataset.DatasetRequest;

/** Opens data sets of images of the size and the channels that were asked for. */
public final class HeldDatasetProvider extends HeldProvider<DatasetProvider>
    implements DatasetProvider {
  /**
   * Holds a provider to its contract.
   *
   * @param name as the provider has said it once
   */
  public HeldDatasetProvider(Contract contract, String name, DatasetProvider inner) {
    super(contract, name, inner);
  }

  @Override
  public Dataset open(DatasetRequest request) {
    Dataset opened = contract.made("open(...)", () -> inner.open(request));
    contract.text("name()", opened.name());
    contract.require(opened.count() >= 1, "count()", opened.count(), "at least one image");
    contract.require(
        request.imageSize().equals(opened.imageSize()),
        "imageSize()",
        String.valueOf(opened.imageSize()),
        request.imageSize());
    contract.require(
        opened.channels() == request.channels(),
        "channels()",
        opened.channels(),
        request.channels());
    return opened;
  }
}
