package org.cocogan.network;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Batch normalisation whose gamma and beta are linear in a condition, here latent vector and
 * coordinate: (x - mean) / d · gamma(condition) + beta(condition), running = 0.99 running + 0.01
 * batch.
 *
 * <p>d is √(var + 1e-5) in the paper and √(var² + 1e-5) in the released code.
 *
 * @param name prefix of its parameters
 * @param channels channels of x
 * @param condition entries of the condition
 * @param variant which d
 */
record ConditionalBatchNorm(String name, int channels, int condition, Variant variant) {
  private static final float RATE = 0.01f;
  private static final float EPSILON = 1e-5f;

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.addAll(gamma().parameters());
    parameters.addAll(beta().parameters());
    Shape shape = Shape.of(channels);
    parameters.add(new Parameter(name + "/mean", shape, false, new Initializer.Constant(0)));
    parameters.add(new Parameter(name + "/var", shape, false, new Initializer.Constant(1)));
    return parameters;
  }

  /**
   * Normalises.
   *
   * @param x [batch, channels, h, w]
   * @param y [batch, condition]
   */
  Tensor apply(Tensor x, Tensor y, NetworkScope scope) {
    Statistics statistics = Statistics.of(name, x, RATE, scope);
    Tensor spread =
        variant == Variant.PAPER ? statistics.variance() : statistics.variance().square();
    Tensor deviation = spread.add(EPSILON).sqrt();
    Tensor scale = perSample(gamma().apply(y, scope)).divide(deviation);
    return statistics.centered().multiply(scale).add(perSample(beta().apply(y, scope)));
  }

  private Tensor perSample(Tensor vectors) {
    return vectors.reshape(-1, channels, 1, 1);
  }

  private Linear gamma() {
    return new Linear(name + "/gamma", condition, channels);
  }

  private Linear beta() {
    return new Linear(name + "/beta", condition, channels);
  }
}
