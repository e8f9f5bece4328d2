package org.cocogan.loss;

import java.util.function.Supplier;
import org.cocogan.tensor.Tensor;

/**
 * With s(x) = ln(1 + eˣ), and each real patch paired with the fake one of its place in the batch:
 * D: E[s(-(D(real) - D(fake)))]; G: E[s(-(D(fake) - D(real)))] (the relativistic pairing loss,
 * Jolicoeur-Martineau 2018, as Huang et al. 2024 take it).
 */
public record RelativisticLoss() implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor real, Tensor fake) {
    return fake.subtract(real).softplus().mean();
  }

  @Override
  public Tensor generator(Tensor fake, Supplier<Tensor> real) {
    return real.get().subtract(fake).softplus().mean();
  }
}
