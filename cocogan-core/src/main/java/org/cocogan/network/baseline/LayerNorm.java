package org.cocogan.network.baseline;

import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Layer normalisation of [batch, channels, h, w] (Ba et al. 2016): (x - mean) / √(var + 1e-5) ·
 * gamma + beta, mean and biased variance those of a sample over channels and pixels, gamma and beta
 * of a channel.
 *
 * @param name prefix of its parameters
 * @param channels size of axis 1
 */
record LayerNorm(String name, int channels) {
  private static final float EPSILON = 1e-5f;

  List<Parameter> parameters() {
    Shape shape = Shape.of(channels);
    return List.of(
        new Parameter(name + "/gamma", shape, true, new Initializer.Constant(1)),
        new Parameter(name + "/beta", shape, true, new Initializer.Constant(0)));
  }

  Tensor apply(Tensor x, NetworkScope scope) {
    Tensor centered = x.subtract(x.mean(1, 2, 3));
    Tensor deviation = centered.square().mean(1, 2, 3).add(EPSILON).sqrt();
    return centered
        .divide(deviation)
        .multiply(perChannel("/gamma", scope))
        .add(perChannel("/beta", scope));
  }

  private Tensor perChannel(String parameter, NetworkScope scope) {
    return scope.weight(name + parameter).reshape(1, channels, 1, 1);
  }
}
