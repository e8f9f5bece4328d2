package org.cocogan.loss;

import org.cocogan.tensor.Tensor;

/**
 * What each player minimises, from how real the discriminator finds real and fake macro patches.
 */
public interface AdversarialLoss {
  /**
   * The discriminator's loss.
   *
   * @param real realness of real macro patches, [batch, 1]
   * @param fake realness of fake macro patches, [batch, 1]
   * @return a scalar
   */
  Tensor discriminator(Tensor real, Tensor fake);

  /**
   * The generator's loss.
   *
   * @param fake realness of fake macro patches, [batch, 1]
   * @return a scalar
   */
  Tensor generator(Tensor fake);
}
