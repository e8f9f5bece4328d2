package org.cocogan.loss;

import java.util.Map;
import org.cocogan.gradient.InputGradient;
import org.cocogan.model.Variant;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The gradient penalty λ·E[(|∇D(x)| - 1)²] at x = real + α(fake - real), D without its coordinate
 * (Gulrajani et al. 2017).
 *
 * <p>In the paper α is one number for each sample and the norm is over the whole patch; in the
 * released code α is one number for each element and the norm is over the height alone.
 *
 * @param weight λ, not negative
 * @param variant which of the two
 */
public record GradientPenalty(Schedule weight, Variant variant) implements CriticPenalty {
  /** Keeps the derivative of the root finite where a whole column of the gradient is zero. */
  private static final float EPSILON = 1e-30f;

  /** Makes a penalty whose weight does not change. */
  public GradientPenalty(double weight, Variant variant) {
    this(Schedule.constant(weight), variant);
  }

  @Override
  public Shape mixing(Shape macroPatches) {
    return variant == Variant.PAPER ? Shape.of(macroPatches.dimension(0), 1, 1, 1) : macroPatches;
  }

  @Override
  public Penalty penalty(Critic critic, PlacedPatches real, PlacedPatches fake, Tensor mixing) {
    Tensor mixed = real.patches().add(mixing.multiply(fake.patches().subtract(real.patches())));
    Tensor gradient = InputGradient.of(critic::realness, mixed).gradient();
    Shape shape = gradient.shape();
    Tensor slopes =
        variant == Variant.PAPER
            ? norm(gradient, 1, 2, 3).reshape(-1)
            : norm(gradient, 2).reshape(-1, shape.dimension(1), shape.dimension(3));
    return new Penalty(slopes.subtract(1).square().mean(), Map.of("slopes", slopes));
  }

  private static Tensor norm(Tensor gradient, int... axes) {
    return gradient.square().sum(axes).add(EPSILON).sqrt();
  }
}
