package org.cocogan.loss;

import java.util.Map;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The R1 and R2 penalties γ/2·(E[|∇D(real, coordinate)|²] + E[|∇D(fake, coordinate)|²]), at patches
 * as they are before augmentation (Mescheder et al. 2018; both at once, as Huang et al. 2024 take
 * them).
 *
 * @param weight γ, not negative
 */
public record R1R2Penalty(Schedule weight) implements CriticPenalty {
  /** Makes penalties whose γ does not change. */
  public R1R2Penalty(double gamma) {
    this(Schedule.constant(gamma));
  }

  @Override
  public Shape mixing(Shape macroPatches) {
    return Shape.of(0);
  }

  @Override
  public boolean seesAugmented() {
    return false;
  }

  @Override
  public Penalty penalty(Critic critic, PlacedPatches real, PlacedPatches fake, Tensor mixing) {
    // The mean over both halves of a joint batch is half the sum of the two means.
    Tensor squared =
        critic.judgesApart()
            ? Tensor.concat(0, critic.squaredGradient(real), critic.squaredGradient(fake))
            : critic.squaredGradient(real.and(fake));
    return new Penalty(squared.mean(), Map.of());
  }
}
