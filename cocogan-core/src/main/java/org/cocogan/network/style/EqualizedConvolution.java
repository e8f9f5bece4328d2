package org.cocogan.network.style;

import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.ResamplingConvolution;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A convolution with the kernel √(2 / (in·k·k))·W of standard normal weights W and a zero bias
 * (equalised learning rate, Karras et al. 2018).
 *
 * @param name prefix of its parameters
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel side k of the kernel
 */
record EqualizedConvolution(String name, int in, int out, int kernel) {
  List<Parameter> parameters() {
    return List.of(
        new Parameter(
            name + "/weight",
            Shape.of(out, in, kernel, kernel),
            true,
            new Initializer.Normal(0, 1)),
        new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(0)));
  }

  /** [batch, in, h, w] to [batch, out, h, w], for an odd kernel. */
  Tensor apply(Tensor x, NetworkScope scope) {
    return x.conv2d(weight(scope), bias(scope), 1, kernel / 2);
  }

  /** [batch, in, k, k] to [batch, out, 1, 1]: the whole image under one kernel. */
  Tensor applyWhole(Tensor x, NetworkScope scope) {
    return x.conv2d(weight(scope), bias(scope), 1, 0);
  }

  /** Nearest upsampling by two, then the 3x3 convolution: to [batch, out, 2h, 2w]. */
  Tensor applyUpsampled(Tensor x, NetworkScope scope) {
    return ResamplingConvolution.upsampled(x, name, weight(scope), bias(scope), scope);
  }

  /** The 3x3 convolution, then average pooling by two: to [batch, out, h / 2, w / 2]. */
  Tensor applyPooled(Tensor x, NetworkScope scope) {
    return ResamplingConvolution.pooled(x, name, weight(scope), bias(scope), scope);
  }

  private Tensor weight(NetworkScope scope) {
    return scope.shared(
        name + "/scaled",
        () ->
            scope
                .weight(name + "/weight")
                .multiply((float) Math.sqrt(2.0 / Product.of(in, kernel, kernel))));
  }

  private Tensor bias(NetworkScope scope) {
    return scope.weight(name + "/bias");
  }
}
