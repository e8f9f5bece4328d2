package org.cocogan.train;

import java.util.Optional;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.CriticPenalty;
import org.cocogan.tensor.Tensor;

/**
 * The objective of the training: the losses that the players minimise, and their weights.
 *
 * @param adversarial the game itself
 * @param penalty the penalty on the discriminator's gradient, if there is one
 * @param coordinateWeight weight of the coordinate loss ({@code coord_loss_w})
 * @param codeWeight weight of the code loss ({@code code_loss_w}); zero leaves it out
 * @param drift weight of E[D(real)²] in the discriminator's loss, which keeps its judgements near
 *     zero (Karras et al. 2018, appendix A.1); zero leaves it out
 */
public record Objective(
    AdversarialLoss adversarial,
    Optional<CriticPenalty> penalty,
    double coordinateWeight,
    double codeWeight,
    double drift) {
  /** Makes an objective without a drift term. */
  public Objective(
      AdversarialLoss adversarial,
      Optional<CriticPenalty> penalty,
      double coordinateWeight,
      double codeWeight) {
    this(adversarial, penalty, coordinateWeight, codeWeight, 0);
  }

  /**
   * The discriminator's adversarial loss, a scalar, with the drift term where it has a weight.
   *
   * @param real realness of real macro patches, [batch, judgements]
   * @param fake realness of fake macro patches, [batch, judgements]
   */
  public Tensor discriminatorLoss(Tensor real, Tensor fake) {
    Tensor loss = adversarial.discriminator(real, fake);
    return drift > 0 ? loss.add(real.square().mean().multiply((float) drift)) : loss;
  }
}
