package org.cocogan.contract;

import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.CropperProvider;
import org.cocogan.provider.Parameters;

/** Makes croppers, of which there is one whenever it is asked for. */
public final class HeldCropperProvider extends HeldProvider<CropperProvider>
    implements CropperProvider {
  /**
   * Holds a provider.
   *
   * @param name as the provider has said it once
   */
  public HeldCropperProvider(Contract contract, String name, CropperProvider inner) {
    super(contract, name, inner);
  }

  @Override
  public Cropper create(Parameters parameters) {
    return contract.made("create(...)", () -> inner.create(parameters));
  }
}
