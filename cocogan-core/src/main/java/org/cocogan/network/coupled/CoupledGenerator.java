package org.cocogan.network.coupled;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Tensor;

/**
 * Two generators that share their first layers: a linear layer to a quarter of the image's sides
 * and a convolution at half of them; each domain has the last two convolutions of its own ({@code
 * eriklindernoren/PyTorch-GAN}, cogan). With the base width 64 it is as published.
 *
 * <p>That code gives 0.8 where PyTorch expects batch normalisation's epsilon; so does this.
 */
final class CoupledGenerator implements Generator {
  private static final String NAME = "generator/";
  private static final float SLOPE = 0.2f;
  private static final float FIRST_EPSILON = 1e-5f;
  private static final float EPSILON = 0.8f;

  private final Size start;
  private final int sharedChannels;
  private final Layer linear;
  private final ChannelNorm startNorm;
  private final Layer convolution;
  private final ChannelNorm norm;
  private final List<Ending> endings = new ArrayList<>();

  /** The layers of one domain. */
  private record Ending(Layer convolution, ChannelNorm norm, Layer toImage) {
    static Ending of(String name, int in, int width, int channels) {
      return new Ending(
          Layer.convolution(name + "/conv", in, width, 3),
          new ChannelNorm(name + "/bn", width, EPSILON, true),
          Layer.convolution(name + "/to_image", width, channels, 3));
    }

    List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>(convolution.parameters());
      parameters.addAll(norm.parameters());
      parameters.addAll(toImage.parameters());
      return parameters;
    }

    Tensor apply(Tensor x, NetworkScope scope) {
      Tensor hidden = norm.apply(convolution.convolve(x, 1, 1, scope), scope).leakyRelu(SLOPE);
      return toImage.convolve(hidden, 1, 1, scope).tanh();
    }
  }

  CoupledGenerator(ModelSettings settings) {
    Size image = CoupledSizes.imageSize(settings);
    int width = settings.generatorWidth();
    start = new Size(image.height() / 4, image.width() / 4);
    sharedChannels = Product.of(2, width);
    linear =
        Layer.linear(
            NAME + "shared/fc",
            settings.latentDimension(),
            Product.of(sharedChannels, start.height(), start.width()));
    startNorm = new ChannelNorm(NAME + "shared/bn0", sharedChannels, FIRST_EPSILON, true);
    convolution = Layer.convolution(NAME + "shared/conv", sharedChannels, sharedChannels, 3);
    norm = new ChannelNorm(NAME + "shared/bn1", sharedChannels, EPSILON, true);
    for (int domain = 0; domain < 2; domain++) {
      String name = NAME + Pairs.name(domain);
      endings.add(Ending.of(name, sharedChannels, width, settings.channels()));
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(linear.parameters());
    parameters.addAll(startNorm.parameters());
    parameters.addAll(convolution.parameters());
    parameters.addAll(norm.parameters());
    endings.forEach(ending -> parameters.addAll(ending.parameters()));
    return parameters;
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    Tensor small =
        linear.multiply(latent, scope).reshape(-1, sharedChannels, start.height(), start.width());
    Tensor upsampled = startNorm.apply(small, scope).upsampleNearest(2);
    Tensor shared =
        norm.apply(convolution.convolve(upsampled, 1, 1, scope), scope)
            .leakyRelu(SLOPE)
            .upsampleNearest(2);
    return Tensor.concat(
        3, endings.get(0).apply(shared, scope), endings.get(1).apply(shared, scope));
  }
}
