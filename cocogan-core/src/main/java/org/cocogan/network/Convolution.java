package org.cocogan.network;

import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A spectrally normalised convolution that keeps height and width, alone or joined with a {@link
 * ResamplingConvolution resampling} by two; truncated-normal weights of deviation √(2 / (in·k·k)),
 * zero bias.
 *
 * @param name prefix of its parameters
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel side of the kernel, 1 or 3
 * @param spectralNorm of its weight
 */
record Convolution(String name, int in, int out, int kernel, SpectralNorm spectralNorm) {
  List<Parameter> parameters() {
    double deviation = Math.sqrt(2.0 / Product.of(kernel, kernel, in));
    return List.of(
        new Parameter(
            name + "/weight",
            Shape.of(out, in, kernel, kernel),
            true,
            new Initializer.TruncatedNormal(deviation)),
        new Parameter(name + "/bias", Shape.of(out), true, new Initializer.Constant(0)),
        spectralNorm.vector(name, out));
  }

  /** [batch, in, h, w] to [batch, out, h, w]. */
  Tensor apply(Tensor x, NetworkScope scope) {
    return x.conv2d(weight(scope), bias(scope), 1, kernel / 2);
  }

  /** Nearest upsampling by two, then the convolution: [batch, in, h, w] to [batch, out, 2h, 2w]. */
  Tensor applyUpsampled(Tensor x, NetworkScope scope) {
    return kernel == 1
        ? apply(x, scope).upsampleNearest(2)
        : ResamplingConvolution.upsampled(x, name, weight(scope), bias(scope), scope);
  }

  /** The convolution, then average pooling by two: [batch, in, h, w] to [batch, out, h/2, w/2]. */
  Tensor applyPooled(Tensor x, NetworkScope scope) {
    return kernel == 1
        ? apply(x.avgPool2d(2), scope)
        : ResamplingConvolution.pooled(x, name, weight(scope), bias(scope), scope);
  }

  private Tensor weight(NetworkScope scope) {
    return spectralNorm.weight(name, scope);
  }

  private Tensor bias(NetworkScope scope) {
    return scope.weight(name + "/bias");
  }
}
