package org.cocogan.loss;

import org.cocogan.gradient.InputGradient;
import org.cocogan.model.Discriminator;
import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.Tensor;

/**
 * A discriminator within one step, as a function of macro patches.
 *
 * @param discriminator the network
 * @param scope its parameters
 */
public record Critic(Discriminator discriminator, NetworkScope scope) {
  /** Realness [batch, judgements] of macro patches wherever they belong. */
  public Tensor realness(Tensor macroPatch) {
    return discriminator.realness(discriminator.features(macroPatch, scope), scope);
  }

  /** Realness [batch, judgements] of macro patches at their places, and of their classes. */
  public Tensor realness(Tensor macroPatch, Tensor condition) {
    return discriminator.realness(discriminator.features(macroPatch, scope), condition, scope);
  }

  /** |∇D(patch, condition)|² of each macro patch, over all its entries, [batch, 1, 1, 1]. */
  Tensor squaredGradient(PlacedPatches placed) {
    return InputGradient.of(patches -> realness(patches, placed.condition()), placed.patches())
        .gradient()
        .square()
        .sum(1, 2, 3);
  }

  /** Whether real and fake patches must pass the discriminator apart. */
  public boolean judgesApart() {
    return discriminator.comparesBatch() || !discriminator.random().isEmpty();
  }
}
