package org.cocogan.network.style;

import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A linear layer y = r·(x·(√(2/in)·W)ᵀ + b) for x [batch, in], with standard normal weights W / r
 * [out, in] (equalised learning rate, Karras et al. 2018).
 *
 * <p>Adam moves every stored number at the learning rate, hence what is used, at r times it.
 *
 * @param name prefix of its parameters
 * @param in entries of the input
 * @param out entries of the output
 * @param bias what the bias starts with
 * @param rate r, the multiplier of the learning rate, positive
 */
record EqualizedLinear(String name, int in, int out, float bias, float rate) {
  /** Makes a layer that learns at the full learning rate, with a bias that starts with zero. */
  EqualizedLinear(String name, int in, int out) {
    this(name, in, out, 0, 1);
  }

  List<Parameter> parameters() {
    return List.of(
        new Parameter(
            name + "/weight", Shape.of(out, in), true, new Initializer.Normal(0, 1 / rate)),
        new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(bias / rate)));
  }

  Tensor apply(Tensor x, NetworkScope scope) {
    Tensor weight = scope.weight(name + "/weight").multiply((float) Math.sqrt(2.0 / in) * rate);
    return x.matMul(weight.transpose()).add(scope.weight(name + "/bias").multiply(rate));
  }
}
