package org.cocogan.loss;

import java.util.function.Supplier;
import org.cocogan.tensor.Tensor;

/** D: E[max(0, 1 - D(real))] + E[max(0, 1 + D(fake))]; G: -E[D(fake)] (Lim and Ye 2017). */
public record HingeLoss() implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor real, Tensor fake) {
    return real.negate().add(1).relu().mean().add(fake.add(1).relu().mean());
  }

  @Override
  public Tensor generator(Tensor fake, Supplier<Tensor> real) {
    return fake.mean().negate();
  }
}
