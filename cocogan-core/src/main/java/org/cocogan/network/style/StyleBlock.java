package org.cocogan.network.style;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.RandomInput;
import org.cocogan.random.CountedRandom;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The block of one resolution of the generator: a learned constant of 4x4 pixels, or upsampling,
 * convolution and blur; then noise, activation, style, convolution, noise, activation, style.
 *
 * <p>One plane of noise serves both places of a block. Where no training goes on it is always the
 * same plane, so that a patch depends on its style alone.
 */
final class StyleBlock {
  private final String name;
  private final int side;
  private final int out;
  private final boolean first;
  private final EqualizedConvolution conv1;
  private final EqualizedConvolution conv2;
  private final AdaptiveNorm norm1;
  private final AdaptiveNorm norm2;

  /**
   * Describes a block.
   *
   * @param side of the patches it makes
   * @param in channels of the block before; of no account in the first
   * @param first whether it starts from the constant
   */
  StyleBlock(String name, int side, int in, int out, int style, boolean first) {
    this.name = name;
    this.side = side;
    this.out = out;
    this.first = first;
    conv1 = new EqualizedConvolution(name + "/conv1", in, out, 3);
    norm1 = new AdaptiveNorm(name + "/norm1", style, out);
    conv2 = new EqualizedConvolution(name + "/conv2", out, out, 3);
    norm2 = new AdaptiveNorm(name + "/norm2", style, out);
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    if (first) {
      parameters.add(
          new Parameter(
              name + "/constant",
              Shape.of(1, out, side, side),
              true,
              new Initializer.Normal(0, 1)));
    } else {
      parameters.addAll(conv1.parameters());
    }
    parameters.add(noiseWeight(1));
    parameters.addAll(norm1.parameters());
    parameters.addAll(conv2.parameters());
    parameters.add(noiseWeight(2));
    parameters.addAll(norm2.parameters());
    return parameters;
  }

  private Parameter noiseWeight(int place) {
    return new Parameter(
        name + "/noise" + place, Shape.of(1, out, 1, 1), true, new Initializer.Constant(0));
  }

  /** The noise of a training pass. */
  RandomInput random() {
    return new RandomInput(
        name + "/noise",
        RandomInput.Unit.MICRO_PATCH,
        Shape.of(1, side, side),
        Distribution.NORMAL);
  }

  /** What the first block makes, [batch, out, side, side]. */
  Tensor start(Tensor style, NetworkScope scope) {
    Tensor constant = scope.weight(name + "/constant");
    return styled(constant.broadcastTo(style.shape().dimension(0), out, side, side), style, scope);
  }

  /**
   * What a later block makes.
   *
   * @param x [batch, in, side / 2, side / 2]
   * @return [batch, out, side, side]
   */
  Tensor apply(Tensor x, Tensor style, NetworkScope scope) {
    return styled(Blur.of(conv1.applyUpsampled(x, scope), scope), style, scope);
  }

  private Tensor styled(Tensor x, Tensor style, NetworkScope scope) {
    Tensor noise = noise(scope);
    Tensor once = norm1.apply(Activation.of(noisy(x, noise, 1, scope)), style, scope);
    Tensor convolved = conv2.apply(once, scope);
    return norm2.apply(Activation.of(noisy(convolved, noise, 2, scope)), style, scope);
  }

  private Tensor noisy(Tensor x, Tensor noise, int place, NetworkScope scope) {
    float scale = (float) Math.sqrt(2.0 / out);
    return x.add(scope.weight(name + "/noise" + place).multiply(scale).multiply(noise));
  }

  private Tensor noise(NetworkScope scope) {
    return scope.training() ? scope.random(name + "/noise") : scope.constant(plane());
  }

  private HostArray plane() {
    CountedRandom random = CountedRandom.of(0, name + "/noise", 0);
    float[] values = new float[Product.of(side, side)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Distribution.NORMAL.draw(random);
    }
    return new HostArray(Shape.of(1, 1, side, side), values);
  }
}
