package org.cocogan.network.baseline;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A convolution that keeps height and width.
 *
 * @param name prefix of its parameters
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel side of the kernel, odd
 * @param gain the weights start uniform in ±√(3 gain / mean of fan-in and fan-out): 2 suits a ReLU
 *     before it (He et al. 2015), 1 none (Glorot and Bengio 2010)
 * @param bias whether it has one, which starts at zero
 */
record PlainConvolution(String name, int in, int out, int kernel, int gain, boolean bias) {
  List<Parameter> parameters() {
    double fan = Product.of(kernel, kernel, in + out) / 2.0;
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        new Parameter(
            name + "/weight",
            Shape.of(out, in, kernel, kernel),
            true,
            new Initializer.Uniform(Math.sqrt(3.0 * gain / fan))));
    if (bias) {
      parameters.add(
          new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(0)));
    }
    return parameters;
  }

  /** [batch, in, h, w] to [batch, out, h, w]. */
  Tensor apply(Tensor x, NetworkScope scope) {
    Tensor weight = scope.weight(name + "/weight");
    return bias
        ? x.conv2d(weight, scope.weight(name + "/bias"), 1, kernel / 2)
        : x.conv2d(weight, 1, kernel / 2);
  }
}
