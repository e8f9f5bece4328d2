package org.cocogan.network.coupled;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.RandomInput;
import org.cocogan.network.UnconditionalDiscriminator;
import org.cocogan.patch.Size;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Two discriminators that share all but their last layer: four convolutions of stride 2, each with
 * dropout of whole channels, then a linear layer for each domain ({@code
 * eriklindernoren/PyTorch-GAN}, cogan; the paper shares the last layers instead). With the base
 * width 16 it is as published.
 *
 * <p>The features of a pair are those of its first image, then of its second; its realness is
 * [batch, 2], a number for each.
 */
final class CoupledDiscriminator extends UnconditionalDiscriminator {
  private static final String NAME = "discriminator/";
  private static final int BLOCKS = 4;
  private static final float SLOPE = 0.2f;
  private static final float EPSILON = 0.8f;
  private static final float DROPPED = 0.25f;

  private final List<Block> blocks = new ArrayList<>();
  private final List<Layer> judges = new ArrayList<>();
  private final int features;

  /** A convolution that halves the sides; all but the first are normalised. */
  private record Block(String name, Layer convolution, Optional<ChannelNorm> norm) {
    List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>(convolution.parameters());
      norm.ifPresent(its -> parameters.addAll(its.parameters()));
      return parameters;
    }

    Tensor apply(Tensor x, int domain, NetworkScope scope) {
      Tensor convolved = convolution.convolve(x, 2, 1, scope);
      Tensor active =
          norm.map(its -> its.apply(convolved, scope)).orElse(convolved).leakyRelu(SLOPE);
      return scope.training() ? dropped(active, scope.random(dropout(domain))) : active;
    }

    /** Keeps a channel where its number is at least 0.25, enlarged so that its mean stays. */
    private static Tensor dropped(Tensor x, Tensor numbers) {
      Tensor kept = numbers.add(-DROPPED).negate().positiveMask().negate().add(1);
      return x.multiply(kept.multiply(1 / (1 - DROPPED)));
    }

    String dropout(int domain) {
      return name + "/dropout/" + Pairs.name(domain);
    }
  }

  CoupledDiscriminator(ModelSettings settings) {
    Size last = CoupledSizes.last(CoupledSizes.imageSize(settings));
    int channels = settings.channels();
    for (int i = 0; i < BLOCKS; i++) {
      String name = NAME + "block" + i;
      int out = settings.discriminatorWidth() << i;
      Optional<ChannelNorm> norm =
          i == 0
              ? Optional.empty()
              : Optional.of(new ChannelNorm(name + "/bn", out, EPSILON, true));
      blocks.add(new Block(name, Layer.convolution(name + "/conv", channels, out, 3), norm));
      channels = out;
    }
    features = Product.of(channels, last.height(), last.width());
    for (int domain = 0; domain < 2; domain++) {
      judges.add(Layer.linear(NAME + Pairs.name(domain), features, 1));
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    blocks.forEach(block -> parameters.addAll(block.parameters()));
    judges.forEach(judge -> parameters.addAll(judge.parameters()));
    return parameters;
  }

  @Override
  public boolean comparesBatch() {
    return true;
  }

  @Override
  public List<RandomInput> random() {
    List<RandomInput> random = new ArrayList<>();
    for (Block block : blocks) {
      Shape channels = Shape.of(block.convolution().out(), 1, 1);
      for (int domain = 0; domain < 2; domain++) {
        random.add(
            new RandomInput(
                block.dropout(domain),
                RandomInput.Unit.MACRO_PATCH,
                channels,
                Distribution.UNIFORM));
      }
    }
    return random;
  }

  @Override
  public Tensor features(Tensor pairs, NetworkScope scope) {
    return Tensor.concat(1, features(pairs, 0, scope), features(pairs, 1, scope));
  }

  private Tensor features(Tensor pairs, int domain, NetworkScope scope) {
    Tensor x = Pairs.domain(pairs, domain);
    for (Block block : blocks) {
      x = block.apply(x, domain, scope);
    }
    return x.reshape(-1, features);
  }

  @Override
  public Tensor realness(Tensor both, NetworkScope scope) {
    return Tensor.concat(
        1,
        judges.get(0).multiply(both.slice(1, 0, features), scope),
        judges.get(1).multiply(both.slice(1, features, 2 * features), scope));
  }
}
