package org.cocogan.network;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.tensor.Tensor;

/**
 * A residual block: normalise, ReLU, [upsample,] convolve, normalise, ReLU, convolve; plus a 1x1
 * convolution of the [upsampled] input.
 */
final class GeneratorBlock {
  private final ConditionalBatchNorm norm1;
  private final Convolution conv1;
  private final ConditionalBatchNorm norm2;
  private final Convolution conv2;
  private final Convolution shortcut;
  private final boolean upsample;

  GeneratorBlock(String name, int in, int out, int condition, boolean upsample, Variant variant) {
    SpectralNorm spectralNorm = new SpectralNorm(variant);
    this.norm1 = new ConditionalBatchNorm(name + "/cbn1", in, condition, variant);
    this.conv1 = new Convolution(name + "/conv1", in, out, 3, spectralNorm);
    this.norm2 = new ConditionalBatchNorm(name + "/cbn2", out, condition, variant);
    this.conv2 = new Convolution(name + "/conv2", out, out, 3, spectralNorm);
    this.shortcut = new Convolution(name + "/shortcut", in, out, 1, spectralNorm);
    this.upsample = upsample;
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.addAll(norm1.parameters());
    parameters.addAll(norm2.parameters());
    parameters.addAll(conv1.parameters());
    parameters.addAll(conv2.parameters());
    parameters.addAll(shortcut.parameters());
    return parameters;
  }

  /**
   * Applies the block.
   *
   * @param x [batch, in, h, w]
   * @param condition [batch, condition]
   * @return [batch, out, h, w], or twice the sides where it upsamples
   */
  Tensor apply(Tensor x, Tensor condition, NetworkScope scope) {
    Tensor residual = resampled(conv1, norm1.apply(x, condition, scope).relu(), scope);
    residual = conv2.apply(norm2.apply(residual, condition, scope).relu(), scope);
    return residual.add(resampled(shortcut, x, scope));
  }

  private Tensor resampled(Convolution convolution, Tensor x, NetworkScope scope) {
    return upsample ? convolution.applyUpsampled(x, scope) : convolution.apply(x, scope);
  }
}
