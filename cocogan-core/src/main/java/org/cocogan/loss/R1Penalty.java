package org.cocogan.loss;

import java.util.Map;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The R1 penalty γ/2·E[|∇D(real, coordinate)|²] (Mescheder et al. 2018).
 *
 * @param weight γ, not negative
 */
public record R1Penalty(Schedule weight) implements CriticPenalty {
  /** Makes a penalty whose γ does not change. */
  public R1Penalty(double gamma) {
    this(Schedule.constant(gamma));
  }

  @Override
  public Shape mixing(Shape macroPatches) {
    return Shape.of(0);
  }

  @Override
  public Penalty penalty(Critic critic, PlacedPatches real, PlacedPatches fake, Tensor mixing) {
    return new Penalty(critic.squaredGradient(real).mean().multiply(0.5f), Map.of());
  }
}
