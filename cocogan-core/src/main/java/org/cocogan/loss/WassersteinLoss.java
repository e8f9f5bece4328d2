package org.cocogan.loss;

import java.util.function.Supplier;
import org.cocogan.tensor.Tensor;

/** D: E[D(fake)] - E[D(real)]; G: -E[D(fake)] (Arjovsky et al. 2017; the authors' choice). */
public record WassersteinLoss() implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor real, Tensor fake) {
    return fake.mean().subtract(real.mean());
  }

  @Override
  public Tensor generator(Tensor fake, Supplier<Tensor> real) {
    return fake.mean().negate();
  }
}
