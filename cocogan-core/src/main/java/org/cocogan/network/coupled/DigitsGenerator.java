package org.cocogan.network.coupled;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Tensor;

/**
 * Two generators of 28x28 pixels that share all but the last layer: transposed convolutions from
 * one pixel to 4, 7, 13 and 25, and one to 28 for each domain ({@code mingyuliutw/CoGAN}, digits).
 * With the base width 128 it is as published.
 *
 * <p>There, pixels lie in [0, 1] and come out of a sigmoid; 2·sigmoid(x) - 1 is the same in [-1,
 * 1].
 */
final class DigitsGenerator implements Generator {
  private static final String NAME = "generator/";
  private static final float EPSILON = 1e-5f;

  private final List<Block> blocks = new ArrayList<>();
  private final List<Layer> endings = new ArrayList<>();

  /** A transposed convolution, normalised. */
  private record Block(Layer layer, int stride, int padding, ChannelNorm norm, Prelu activation) {
    static Block of(String name, int in, int out, int kernel, int stride, int padding) {
      return new Block(
          Layer.glorotTransposed(name + "/conv", in, out, kernel),
          stride,
          padding,
          new ChannelNorm(name + "/bn", out, EPSILON, false),
          new Prelu(name));
    }

    List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>(layer.parameters());
      parameters.addAll(norm.parameters());
      parameters.add(activation.parameter());
      return parameters;
    }

    Tensor apply(Tensor x, NetworkScope scope) {
      return activation.apply(
          norm.apply(layer.transposed(x, stride, padding, scope), scope), scope);
    }
  }

  DigitsGenerator(ModelSettings settings) {
    DigitsSizes.check(settings);
    int width = settings.generatorWidth();
    String shared = NAME + "shared";
    blocks.add(Block.of(shared + 0, settings.latentDimension(), Product.of(8, width), 4, 1, 0));
    blocks.add(Block.of(shared + 1, Product.of(8, width), Product.of(4, width), 3, 2, 1));
    blocks.add(Block.of(shared + 2, Product.of(4, width), Product.of(2, width), 3, 2, 1));
    blocks.add(Block.of(shared + 3, Product.of(2, width), width, 3, 2, 1));
    for (int domain = 0; domain < 2; domain++) {
      endings.add(Layer.glorotTransposed(NAME + Pairs.name(domain), width, settings.channels(), 6));
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    blocks.forEach(block -> parameters.addAll(block.parameters()));
    endings.forEach(ending -> parameters.addAll(ending.parameters()));
    return parameters;
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    Tensor x = latent.reshape(-1, latent.shape().dimension(1), 1, 1);
    for (Block block : blocks) {
      x = block.apply(x, scope);
    }
    Tensor pairs =
        Tensor.concat(
            3,
            endings.get(0).transposed(x, 1, 1, scope),
            endings.get(1).transposed(x, 1, 1, scope));
    return pairs.sigmoid().multiply(2).subtract(1);
  }
}
