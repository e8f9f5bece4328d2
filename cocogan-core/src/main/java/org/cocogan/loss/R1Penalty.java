package org.cocogan.loss;

import java.util.Map;
import org.cocogan.gradient.InputGradient;
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
  public Penalty penalty(
      Critic critic, Tensor real, Tensor fake, Tensor macroCoordinate, Tensor mixing) {
    Tensor gradient =
        InputGradient.of(patch -> critic.realness(patch, macroCoordinate), real).gradient();
    Tensor squared = gradient.square().sum(1, 2, 3).mean();
    return new Penalty(squared.multiply((float) (gamma / 2)), Map.of());
  }
}
