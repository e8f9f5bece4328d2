package org.cocogan.contract;

import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.CropperProvider;
import org.cocogan.provider.Parameters;

/** Makes a plugin's croppers, and refuses a plugin that makes none. */
public final class HeldCropperProvider extends HeldProvider<CropperProvider>
    implements CropperProvider {
  /**
   * Holds a provider to its contract.
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
