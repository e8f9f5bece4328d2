package org.cocogan.contract;

import java.util.Map;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;

/** Makes coordinate systems that are held to what their interface promises. */
public record HeldCoordinateSystemProvider(
    Contract contract, String name, CoordinateSystemProvider inner)
    implements CoordinateSystemProvider {
  @Override
  public String description() {
    return contract.text("description()", inner.description());
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Map<String, Object> parameters) {
    return HeldCoordinateSystem.of(
        contract, layout, contract.made("create(...)", () -> inner.create(layout, parameters)));
  }
}
