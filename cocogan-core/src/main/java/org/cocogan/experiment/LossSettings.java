package org.cocogan.experiment;

import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.Regularizer;
import org.cocogan.schedule.Schedule;

/**
 * The settings of the loss ({@code loss_params}): its kind, its penalty and their weights.
 *
 * @param adversarial the adversarial loss
 * @param regularizer what keeps the discriminator smooth
 * @param gradientPenaltyWeight weight of the gradient penalty (the paper's λ), not negative
 * @param r1Gamma weight γ of R1 and R2: each is γ/2 · |gradient|², not negative
 * @param coordinateWeight weight of the spatial consistency loss (the paper's α), not negative
 * @param contentWeight weight of the content loss, the prediction of latent vectors; not negative
 * @param drift weight of the mean square of real patches' realness, not negative
 */
public record LossSettings(
    AdversarialLoss adversarial,
    Regularizer regularizer,
    Schedule gradientPenaltyWeight,
    Schedule r1Gamma,
    double coordinateWeight,
    double contentWeight,
    double drift) {
  static LossSettings of(Values values) {
    return new LossSettings(
        values.get(LossKeys.ADVERSARIAL_LOSS),
        values.get(LossKeys.REGULARIZER),
        values.get(LossKeys.GP_LAMBDA),
        values.get(LossKeys.R1_GAMMA),
        values.get(LossKeys.COORD_LOSS_W),
        values.get(LossKeys.CODE_LOSS_W),
        values.get(LossKeys.DRIFT));
  }
}
