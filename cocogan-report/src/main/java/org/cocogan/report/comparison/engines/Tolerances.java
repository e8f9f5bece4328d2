package org.cocogan.report.comparison.engines;

import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;

/**
 * The tolerances within which two engines compute the same in float32. With |x| the norm of a
 * tensor of n elements: losses and state 5e-4·|x| + 5e-5·√n; gradients 5e-4·|x| + 1e-5·g, with g
 * the largest norm of a gradient of the step. They are those of the reference vectors, half of
 * which a float32 run of the reference itself uses up.
 */
final class Tolerances {
  private static final double RELATIVE = 5e-4;
  private static final double FLOOR = 5e-5;
  private static final double GRADIENT_FLOOR = 1e-5;

  private Tolerances() {}

  static double ofLoss(double loss) {
    return RELATIVE * Math.abs(loss) + FLOOR;
  }

  static double ofState(HostArray value) {
    return RELATIVE * Deviation.norm(value) + FLOOR * Math.sqrt(value.values().length);
  }

  /**
   * The tolerance of a gradient.
   *
   * @param largest the largest norm of a gradient of the same loss
   */
  static double ofGradient(HostArray gradient, double largest) {
    return RELATIVE * Deviation.norm(gradient) + GRADIENT_FLOOR * largest;
  }

  /**
   * How far an update may carry two equal weights apart: as far as Adam carries them if each entry
   * of the gradient moves by its part of the gradient's tolerance. It is next to nothing but where
   * an entry is hardly more than rounding, as that of a bias before a batch norm, which is zero on
   * paper: Adam divides it by its own size, and the rounding becomes a step as large as any other.
   *
   * @param first the first moment before the update, of the gradient's shape
   * @param second the second moment before the update
   * @param tolerance of the gradient
   * @return the norm of the difference
   */
  static double ofUpdate(
      AdamUpdate update, HostArray gradient, HostArray first, HostArray second, double tolerance) {
    int n = gradient.values().length;
    double moved = tolerance / Math.sqrt(n);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double g = gradient.values()[i];
      double m = first.values()[i];
      double v = second.values()[i];
      double at = step(update, g, m, v);
      double apart =
          Math.max(
              Math.abs(step(update, g + moved, m, v) - at),
              Math.abs(step(update, g - moved, m, v) - at));
      sum += apart * apart;
    }
    return Math.sqrt(sum);
  }

  /** What an update subtracts from a weight of gradient g, with moments m and v before it. */
  private static double step(AdamUpdate update, double g, double m, double v) {
    double first = update.beta1() * m + (1 - update.beta1()) * g;
    double second = update.beta2() * v + (1 - update.beta2()) * g * g;
    return update.correctedRate() * first / (Math.sqrt(second) + update.epsilon());
  }
}
