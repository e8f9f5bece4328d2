package org.cocogan.experiment;

import java.util.List;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.Regularizer;
import org.cocogan.schedule.Schedule;

/** The keys that say what the networks minimise. */
final class LossKeys {
  private static final ValueType<Schedule> WEIGHT = new ScheduleType(ValueTypes.notNegative());

  static final Setting<AdversarialLoss> ADVERSARIAL_LOSS =
      Setting.ours(
          Section.LOSS,
          "adversarial_loss",
          ValueTypes.choice(AdversarialLoss.class),
          AdversarialLoss.WASSERSTEIN,
          e -> e.loss().adversarial(),
          "How the discriminator's judgement becomes a loss.");

  static final Setting<Double> DRIFT =
      Setting.ours(
          Section.LOSS,
          "drift",
          ValueTypes.notNegative(),
          0.0,
          e -> e.loss().drift(),
          "Weight of the mean square of the discriminator's judgement of real patches, which keeps"
              + " it near zero; 0.001 goes with the Wasserstein loss in progressive growing.");

  static final Setting<Regularizer> REGULARIZER =
      Setting.ours(
          Section.LOSS,
          "regularizer",
          ValueTypes.choice(Regularizer.class),
          Regularizer.GRADIENT_PENALTY,
          e -> e.loss().regularizer(),
          "What keeps the discriminator smooth.");

  static final Setting<Schedule> GP_LAMBDA =
      Setting.authors(
              Section.LOSS,
              "gp_lambda",
              WEIGHT,
              e -> e.loss().gradientPenaltyWeight(),
              "Weight of the gradient penalty.")
          .orElse(Schedule.constant(10));

  static final Setting<Schedule> R1_GAMMA =
      Setting.ours(
          Section.LOSS,
          "r1_gamma",
          WEIGHT,
          Schedule.constant(1),
          e -> e.loss().r1Gamma(),
          "Weight of R1, and of R1 and R2 together: each adds half of it times the squared"
              + " gradient.");

  static final Setting<Double> COORD_LOSS_W =
      Setting.authors(
              Section.LOSS,
              "coord_loss_w",
              ValueTypes.notNegative(),
              e -> e.loss().coordinateWeight(),
              "Weight of the spatial consistency loss.")
          .orElse(100.0);

  static final Setting<Double> CODE_LOSS_W =
      Setting.authors(
              Section.LOSS,
              "code_loss_w",
              ValueTypes.notNegative(),
              e -> e.loss().contentWeight(),
              "Weight of the content loss, the prediction of latent vectors.")
          .orElse(0.0);

  /** All of them, in the order of a file. */
  static final List<Setting<?>> ALL =
      List.of(ADVERSARIAL_LOSS, DRIFT, REGULARIZER, GP_LAMBDA, R1_GAMMA, COORD_LOSS_W, CODE_LOSS_W);

  private LossKeys() {}
}
