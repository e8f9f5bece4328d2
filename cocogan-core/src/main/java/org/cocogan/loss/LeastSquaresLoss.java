package org.cocogan.loss;

import java.util.function.Supplier;
import org.cocogan.tensor.Tensor;

/**
 * D: (E[(D(real) - 1)²] + E[D(fake)²]) / 2; G: E[(D(fake) - 1)²] (Mao et al. 2017, without their
 * half in G's, as {@code eriklindernoren/PyTorch-GAN} has it).
 */
public record LeastSquaresLoss() implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor real, Tensor fake) {
    return real.subtract(1).square().mean().add(fake.square().mean()).multiply(0.5f);
  }

  @Override
  public Tensor generator(Tensor fake, Supplier<Tensor> real) {
    return fake.subtract(1).square().mean();
  }
}
