package org.cocogan.network.coupled;

import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A weight and a bias, applied as a linear layer, a convolution or a transposed one.
 *
 * @param name prefix of its parameters
 * @param weight [out, in] of a linear layer, [out, in, k, k] of a convolution, [in, out, k, k] of a
 *     transposed one
 * @param out channels of the output
 * @param weights how weights begin
 * @param biases how biases begin
 */
record Layer(String name, Shape weight, int out, Initializer weights, Initializer biases) {
  /** PyTorch's own beginning: uniform in ±1/√fan-in, weights and biases alike. */
  static Layer convolution(String name, int in, int out, int kernel) {
    Initializer uniform = new Initializer.Uniform(1 / Math.sqrt(Product.of(in, kernel, kernel)));
    return new Layer(name, Shape.of(out, in, kernel, kernel), out, uniform, uniform);
  }

  /** Weights from N(0, 0.02²), biases uniform in ±1/√fan-in. */
  static Layer linear(String name, int in, int out) {
    return new Layer(
        name,
        Shape.of(out, in),
        out,
        new Initializer.Normal(0, 0.02),
        new Initializer.Uniform(1 / Math.sqrt(in)));
  }

  /** Glorot-uniform weights times √2, biases 0.1, as in {@code mingyuliutw/CoGAN}. */
  static Layer glorotConvolution(String name, int in, int out, int kernel) {
    return glorot(name, Shape.of(out, in, kernel, kernel), out);
  }

  /** The same, transposed. */
  static Layer glorotTransposed(String name, int in, int out, int kernel) {
    return glorot(name, Shape.of(in, out, kernel, kernel), out);
  }

  private static Layer glorot(String name, Shape weight, int out) {
    int ends = weight.dimension(0) + weight.dimension(1);
    double limit =
        Math.sqrt(2) * Math.sqrt(6.0 / Product.of(ends, weight.dimension(2), weight.dimension(3)));
    return new Layer(
        name, weight, out, new Initializer.Uniform(limit), new Initializer.Constant(0.1f));
  }

  List<Parameter> parameters() {
    return List.of(
        new Parameter(name + "/weight", weight, true, weights),
        new Parameter(name + "/bias", Shape.of(out), true, biases));
  }

  /** x [batch, in] to xWᵀ + b. */
  Tensor multiply(Tensor x, NetworkScope scope) {
    return x.matMul(weight(scope).transpose()).add(bias(scope));
  }

  /** Convolves x [batch, in, h, w]. */
  Tensor convolve(Tensor x, int stride, int padding, NetworkScope scope) {
    return x.conv2d(weight(scope), bias(scope), stride, padding);
  }

  /** Convolves x [batch, in, h, w], transposed. */
  Tensor transposed(Tensor x, int stride, int padding, NetworkScope scope) {
    return x.convTranspose2d(weight(scope), stride, padding).add(bias(scope).reshape(1, out, 1, 1));
  }

  private Tensor weight(NetworkScope scope) {
    return scope.weight(name + "/weight");
  }

  private Tensor bias(NetworkScope scope) {
    return scope.weight(name + "/bias");
  }
}
