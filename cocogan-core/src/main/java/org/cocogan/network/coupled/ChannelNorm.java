package org.cocogan.network.coupled;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.Statistics;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Batch normalisation of [batch, channels, h, w]: (x - mean) / √(var + epsilon), biased variance,
 * then · gamma + beta if it is affine; running = 0.9 running + 0.1 batch.
 *
 * @param name prefix of its parameters
 * @param channels size of axis 1
 * @param epsilon added to the variance
 * @param affine whether it has gamma, first drawn from N(1, 0.02²), and beta, zero at first
 */
record ChannelNorm(String name, int channels, float epsilon, boolean affine) {
  private static final float RATE = 0.1f;

  List<Parameter> parameters() {
    Shape shape = Shape.of(channels);
    List<Parameter> parameters = new ArrayList<>();
    if (affine) {
      parameters.add(new Parameter(gamma(), shape, true, new Initializer.Normal(1, 0.02)));
      parameters.add(new Parameter(beta(), shape, true, new Initializer.Constant(0)));
    }
    parameters.add(new Parameter(name + "/mean", shape, false, new Initializer.Constant(0)));
    parameters.add(new Parameter(name + "/var", shape, false, new Initializer.Constant(1)));
    return parameters;
  }

  Tensor apply(Tensor x, NetworkScope scope) {
    Statistics statistics = Statistics.of(name, x, RATE, scope);
    Tensor normal = statistics.centered().divide(statistics.variance().add(epsilon).sqrt());
    return affine
        ? normal
            .multiply(statistics.alongChannels(scope.weight(gamma())))
            .add(statistics.alongChannels(scope.weight(beta())))
        : normal;
  }

  private String gamma() {
    return name + "/gamma";
  }

  private String beta() {
    return name + "/beta";
  }
}
