package org.cocogan.loss;

import java.util.Map;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * γ/2·E[|∇D(real, coordinate)|²] (Mescheder et al. 2018).
 *
 * @param gamma γ, not negative
 */
public record R1Penalty(double gamma) implements Regularizer {
  @Override
  public Shape mixing(Shape macroPatches) {
    return Shape.of(0);
  }

  @Override
  public Penalty penalty(Critic critic, PlacedPatches real, PlacedPatches fake, Tensor mixing) {
    Tensor squared = critic.squaredGradient(real).mean();
    return new Penalty(squared.multiply((float) (gamma / 2)), Map.of());
  }
}
