package org.cocogan.loss;

import java.util.Optional;
import org.cocogan.model.Variant;
import org.cocogan.schedule.Schedule;

/** The regularisation of the discriminator, which keeps it smooth. */
public enum Regularizer {
  /** Gradient penalty between real and generated macro patches, as in the paper. */
  GRADIENT_PENALTY,
  /** Gradient penalty at real macro patches alone. */
  R1,
  /** Gradient penalty at real and at generated macro patches, before augmentation. */
  R1_R2,
  /** Nothing but spectral normalisation. */
  NONE;

  /**
   * The penalty of this regularisation; empty if there is none.
   *
   * @param lambda weight of the gradient penalty
   * @param gamma weight γ of R1 and R2
   * @param variant which gradient penalty
   */
  public Optional<CriticPenalty> penalty(Schedule lambda, Schedule gamma, Variant variant) {
    return switch (this) {
      case GRADIENT_PENALTY -> Optional.of(new GradientPenalty(lambda, variant));
      case R1 -> Optional.of(new R1Penalty(gamma));
      case R1_R2 -> Optional.of(new R1R2Penalty(gamma));
      case NONE -> Optional.empty();
    };
  }
}
