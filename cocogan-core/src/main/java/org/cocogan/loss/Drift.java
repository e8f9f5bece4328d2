package org.cocogan.loss;

import java.util.function.Supplier;
import org.cocogan.tensor.Tensor;

/**
 * Another loss, plus weight · E[D(real)²] for the discriminator, which keeps its judgements near
 * zero (Karras et al. 2018, appendix A.1).
 *
 * @param loss the other loss
 * @param weight positive; 0.001 in its source
 */
public record Drift(AdversarialLoss loss, double weight) implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor real, Tensor fake) {
    return loss.discriminator(real, fake).add(real.square().mean().multiply((float) weight));
  }

  @Override
  public Tensor generator(Tensor fake, Supplier<Tensor> real) {
    return loss.generator(fake, real);
  }
}
