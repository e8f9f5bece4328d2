package org.cocogan.network;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Tensor;

/**
 * A residual block: [ReLU,] convolve, ReLU, convolve[, pool]; plus a 1x1 convolution of the
 * [pooled] input.
 */
final class DiscriminatorBlock {
  private final Convolution conv1;
  private final Convolution conv2;
  private final Convolution shortcut;
  private final boolean first;
  private final boolean pool;

  DiscriminatorBlock(
      String name, int in, int out, boolean first, boolean pool, SpectralNorm spectralNorm) {
    this.conv1 = new Convolution(name + "/conv1", in, out, 3, spectralNorm);
    this.conv2 = new Convolution(name + "/conv2", out, out, 3, spectralNorm);
    this.shortcut = new Convolution(name + "/shortcut", in, out, 1, spectralNorm);
    this.first = first;
    this.pool = pool;
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.addAll(conv1.parameters());
    parameters.addAll(conv2.parameters());
    parameters.addAll(shortcut.parameters());
    return parameters;
  }

  /**
   * Applies the block.
   *
   * @param x [batch, in, h, w]
   * @return [batch, out, h, w], or half the sides where it pools
   */
  Tensor apply(Tensor x, NetworkScope scope) {
    Tensor residual = conv1.apply(first ? x : x.relu(), scope).relu();
    return resampled(conv2, residual, scope).add(resampled(shortcut, x, scope));
  }

  private Tensor resampled(Convolution convolution, Tensor x, NetworkScope scope) {
    return pool ? convolution.applyPooled(x, scope) : convolution.apply(x, scope);
  }
}
