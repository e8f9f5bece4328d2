package org.cocogan.contract;

import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.BackendProvider;
import org.cocogan.tensor.Capability;

/** Starts engines that are held to what their interface promises. */
public record HeldBackendProvider(Contract contract, String name, BackendProvider inner)
    implements BackendProvider {
  @Override
  public Set<Capability> capabilities() {
    return contract.present("capabilities()", inner.capabilities());
  }

  @Override
  public Backend start(BackendOptions options) {
    return new HeldBackend(contract, contract.made("start(...)", () -> inner.start(options)));
  }
}
