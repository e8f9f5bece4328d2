package org.cocogan.loss;

import java.util.function.Supplier;
import org.cocogan.tensor.Tensor;

/**
 * The adversarial loss that each player minimises, computed from how real the discriminator finds
 * real and fake macro patches; expectations are means over all judgements, and s(x) = ln(1 + eˣ).
 */
public enum AdversarialLoss {
  /** D: E[D(fake)] - E[D(real)]; G: -E[D(fake)] (Arjovsky et al. 2017; the authors' choice). */
  WASSERSTEIN {
    @Override
    public Tensor discriminator(Tensor real, Tensor fake) {
      return fake.mean().subtract(real.mean());
    }

    @Override
    public Tensor generator(Tensor fake, Supplier<Tensor> real) {
      return fake.mean().negate();
    }
  },
  /** D: E[max(0, 1 - D(real))] + E[max(0, 1 + D(fake))]; G: -E[D(fake)] (Lim and Ye 2017). */
  HINGE {
    @Override
    public Tensor discriminator(Tensor real, Tensor fake) {
      return real.negate().add(1).relu().mean().add(fake.add(1).relu().mean());
    }

    @Override
    public Tensor generator(Tensor fake, Supplier<Tensor> real) {
      return fake.mean().negate();
    }
  },
  /** D: E[s(-D(real))] + E[s(D(fake))]; G, non-saturating: E[s(-D(fake))] (Goodfellow 2014). */
  LOGISTIC {
    @Override
    public Tensor discriminator(Tensor real, Tensor fake) {
      return real.negate().softplus().mean().add(fake.softplus().mean());
    }

    @Override
    public Tensor generator(Tensor fake, Supplier<Tensor> real) {
      return fake.negate().softplus().mean();
    }
  },
  /**
   * D: (E[(D(real) - 1)²] + E[D(fake)²]) / 2; G: E[(D(fake) - 1)²] (Mao et al. 2017, without their
   * half in G's, as {@code eriklindernoren/PyTorch-GAN} has it).
   */
  LEAST_SQUARES {
    @Override
    public Tensor discriminator(Tensor real, Tensor fake) {
      return real.subtract(1).square().mean().add(fake.square().mean()).multiply(0.5f);
    }

    @Override
    public Tensor generator(Tensor fake, Supplier<Tensor> real) {
      return fake.subtract(1).square().mean();
    }
  },
  /**
   * Each real patch paired with the fake one of its place in the batch: D: E[s(-(D(real) -
   * D(fake)))]; G: E[s(-(D(fake) - D(real)))] (the relativistic pairing loss, Jolicoeur-Martineau
   * 2018, as Huang et al. 2024 take it).
   */
  RELATIVISTIC {
    @Override
    public Tensor discriminator(Tensor real, Tensor fake) {
      return fake.subtract(real).softplus().mean();
    }

    @Override
    public Tensor generator(Tensor fake, Supplier<Tensor> real) {
      return real.get().subtract(fake).softplus().mean();
    }
  };

  /**
   * The discriminator's loss.
   *
   * @param real realness of real macro patches, [batch, judgements]
   * @param fake realness of fake macro patches, [batch, judgements]
   * @return a scalar
   */
  public abstract Tensor discriminator(Tensor real, Tensor fake);

  /**
   * The generator's loss.
   *
   * @param fake realness of fake macro patches, [batch, judgements]
   * @param real gives the realness of real macro patches, [batch, judgements]; a loss that compares
   *     with them asks for it, and only then do they pass the discriminator
   * @return a scalar
   */
  public abstract Tensor generator(Tensor fake, Supplier<Tensor> real);
}
