package org.cocogan.contract;

import java.util.function.Supplier;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.StyledGenerator;

/** Makes generators that are held to what their interface promises. */
public final class HeldGeneratorProvider extends HeldProvider<GeneratorProvider>
    implements GeneratorProvider {
  /**
   * Holds a provider to its contract.
   *
   * @param name as the provider has said it once
   */
  public HeldGeneratorProvider(Contract contract, String name, GeneratorProvider inner) {
    super(contract, name, inner);
  }

  @Override
  public Generator create(ModelSettings settings) {
    return held(settings, "create(...)", () -> inner.create(settings));
  }

  @Override
  public boolean grows() {
    return inner.grows();
  }

  @Override
  public Generator createGrown(ModelSettings settings) {
    return held(settings, "createGrown(...)", () -> inner.createGrown(settings));
  }

  private Generator held(ModelSettings settings, String call, Supplier<Generator> maker) {
    Generator made = contract.made(call, maker);
    NetworkContract promises = new NetworkContract(contract, settings, "generator/");
    return made instanceof StyledGenerator styled
        ? new HeldStyledGenerator(promises, styled)
        : new HeldGenerator(promises, made);
  }
}
