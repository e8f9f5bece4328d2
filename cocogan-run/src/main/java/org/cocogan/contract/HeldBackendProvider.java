package org.cocogan.contract;

import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.BackendProvider;
import org.cocogan.tensor.Capability;

/** Starts engines that are held to what their interface promises. */
public final class HeldBackendProvider extends HeldProvider<BackendProvider>
    implements BackendProvider {
  /**
   * Holds a provider to its contract.
   *
   * @param name as the provider has said it once
   */
  public HeldBackendProvider(Contract contract, String name, BackendProvider inner) {
    super(contract, name, inner);
  }

  @Override
  public Set<Capability> capabilities() {
    return contract.present("capabilities()", inner.capabilities());
  }

  @Override
  public Backend start(BackendOptions options) {
    return new HeldBackend(contract, contract.made("start(...)", () -> inner.start(options)));
  }
}
