package org.cocogan.contract;

import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;
import org.cocogan.provider.Parameters;

/** Makes coordinate systems that are held to what their interface promises. */
public final class HeldCoordinateSystemProvider extends HeldProvider<CoordinateSystemProvider>
    implements CoordinateSystemProvider {
  /**
   * Holds a provider to its contract.
   *
   * @param name as the provider has said it once
   */
  public HeldCoordinateSystemProvider(
      Contract contract, String name, CoordinateSystemProvider inner) {
    super(contract, name, inner);
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Parameters parameters) {
    return HeldCoordinateSystem.of(
        contract, layout, contract.made("create(...)", () -> inner.create(layout, parameters)));
  }
}
