package org.cocogan.train;

import java.util.Optional;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.Regularizer;

/**
 * What the players minimise.
 *
 * @param adversarial the game itself
 * @param regularizer the penalty on the discriminator's gradient, if there is one
 * @param coordinateWeight weight of the coordinate loss ({@code coord_loss_w})
 * @param codeWeight weight of the code loss ({@code code_loss_w}); zero leaves it out
 */
public record Objective(
    AdversarialLoss adversarial,
    Optional<Regularizer> regularizer,
    double coordinateWeight,
    double codeWeight) {}
