package org.cocogan.network.seamless;

import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A convolution without padding, so that a pixel knows nothing of where the tensor ends; normal
 * weights of deviation gain·√(2 / (in·k·k)), zero bias.
 *
 * @param name prefix of its parameters
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel side k of the kernel, odd
 * @param gain of the first weights
 */
record ValidConvolution(String name, int in, int out, int kernel, double gain) {
  ValidConvolution(String name, int in, int out, int kernel) {
    this(name, in, out, kernel, 1);
  }

  List<Parameter> parameters() {
    double deviation = gain * Math.sqrt(2.0 / Product.of(in, kernel, kernel));
    return List.of(
        new Parameter(
            name + "/weight",
            Shape.of(out, in, kernel, kernel),
            true,
            new Initializer.Normal(0, deviation)),
        new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(0)));
  }

  /** Pixels that it takes off each side. */
  int margin() {
    return kernel / 2;
  }

  /** [batch, in, h, w] to [batch, out, h - k + 1, w - k + 1]. */
  Tensor apply(Tensor x, NetworkScope scope) {
    return x.conv2d(scope.weight(name + "/weight"), scope.weight(name + "/bias"), 1, 0);
  }
}
