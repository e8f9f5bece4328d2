package org.cocogan.contract;

import java.util.function.Supplier;
import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;

/** Makes discriminators that are held to what their interface promises. */
public final class HeldDiscriminatorProvider extends HeldProvider<DiscriminatorProvider>
    implements DiscriminatorProvider {
  /**
   * Holds a provider to its contract.
   *
   * @param name as the provider has said it once
   */
  public HeldDiscriminatorProvider(Contract contract, String name, DiscriminatorProvider inner) {
    super(contract, name, inner);
  }

  @Override
  public Discriminator create(ModelSettings settings) {
    return held(settings, "create(...)", () -> inner.create(settings));
  }

  @Override
  public boolean grows() {
    return inner.grows();
  }

  @Override
  public Discriminator createGrown(ModelSettings settings) {
    return held(settings, "createGrown(...)", () -> inner.createGrown(settings));
  }

  private Discriminator held(ModelSettings settings, String call, Supplier<Discriminator> maker) {
    return new HeldDiscriminator(
        new NetworkContract(contract, settings, "discriminator/"), contract.made(call, maker));
  }
}
