package org.cocogan.loss;

import java.util.function.Supplier;
import org.cocogan.tensor.Tensor;

/**
 * What each player minimises, from how real the discriminator finds real and fake macro patches;
 * expectations are means over all judgements.
 */
public interface AdversarialLoss {
  /**
   * The discriminator's loss.
   *
   * @param real realness of real macro patches, [batch, judgements]
   * @param fake realness of fake macro patches, [batch, judgements]
   * @return a scalar
   */
  Tensor discriminator(Tensor real, Tensor fake);

  /**
   * The generator's loss.
   *
   * @param fake realness of fake macro patches, [batch, judgements]
   * @param real gives the realness of real macro patches, [batch, judgements]; a loss that compares
   *     with them asks for it, and only then do they pass the discriminator
   * @return a scalar
   */
  Tensor generator(Tensor fake, Supplier<Tensor> real);
}
