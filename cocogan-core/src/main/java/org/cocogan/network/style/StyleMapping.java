package org.cocogan.network.style;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Tensor;

/**
 * The mapping network from codes to styles: each code divided by the root of its mean square, then
 * linear layers with leaky ReLU, which learn at a hundredth of the learning rate.
 */
final class StyleMapping {
  private static final float RATE = 0.01f;
  private static final float EPSILON = 1e-8f;

  private final List<EqualizedLinear> layers = new ArrayList<>();

  /**
   * Describes the network.
   *
   * @param entries of a code and of a style
   */
  StyleMapping(String name, int entries, int depth) {
    for (int i = 0; i < depth; i++) {
      layers.add(new EqualizedLinear(name + "/fc" + i, entries, entries, 0, RATE));
    }
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    layers.forEach(layer -> parameters.addAll(layer.parameters()));
    return parameters;
  }

  /** [batch, entries], and so the result. */
  Tensor apply(Tensor codes, NetworkScope scope) {
    Tensor x = codes.divide(codes.square().mean(1).add(EPSILON).sqrt());
    for (EqualizedLinear layer : layers) {
      x = Activation.of(layer.apply(x, scope));
    }
    return x;
  }
}
