package org.cocogan.loss;

import java.util.function.Supplier;
import org.cocogan.tensor.Tensor;

/**
 * With s(x) = ln(1 + eˣ): D: E[s(-D(real))] + E[s(D(fake))]; G, non-saturating: E[s(-D(fake))]
 * (Goodfellow et al. 2014).
 */
public record LogisticLoss() implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor real, Tensor fake) {
    return real.negate().softplus().mean().add(fake.softplus().mean());
  }

  @Override
  public Tensor generator(Tensor fake, Supplier<Tensor> real) {
    return fake.negate().softplus().mean();
  }
}
