package org.cocogan.network.style;

import org.cocogan.tensor.Tensor;

/** The activation of all style-based layers: leaky ReLU of slope 0.2. */
final class Activation {
  private static final float SLOPE = 0.2f;

  private Activation() {}

  static Tensor of(Tensor x) {
    return x.leakyRelu(SLOPE);
  }
}
