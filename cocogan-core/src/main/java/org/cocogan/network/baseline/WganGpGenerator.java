package org.cocogan.network.baseline;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.BatchNorm;
import org.cocogan.network.Linear;
import org.cocogan.network.NetworkSizes;
import org.cocogan.tensor.Tensor;

/**
 * WGAN-GP's residual generator (Gulrajani et al. 2017): a linear layer to 4x4 pixels, residual
 * blocks that double the side up to the full image, batch norm, ReLU and a convolution to an image
 * through tanh. The channels are 8, 8, 4, 2 and from there on 1 times the width.
 */
final class WganGpGenerator implements Generator {
  private static final String NAME = "generator";

  private final int firstChannels;
  private final Linear fc;
  private final List<ResidualBlock> blocks = new ArrayList<>();
  private final BatchNorm norm;
  private final PlainConvolution toImage;

  WganGpGenerator(ModelSettings settings) {
    int side =
        NetworkSizes.fullImageSide(
            "generator " + WganGp.NAME, settings.layout().full(), 2 * WganGp.SMALLEST_MAP);
    firstChannels = Product.of(settings.generatorWidth(), WganGp.LARGEST_MULTIPLIER);
    int pixels = WganGp.SMALLEST_MAP * WganGp.SMALLEST_MAP;
    fc = new Linear(NAME + "/fc", settings.latentDimension(), Product.of(firstChannels, pixels));
    int channels = firstChannels;
    for (int i = 0; i < WganGp.resizings(side); i++) {
      int out = Product.of(settings.generatorWidth(), Math.max(1, WganGp.LARGEST_MULTIPLIER >> i));
      blocks.add(ResidualBlock.doubling(NAME + "/block" + i, channels, out));
      channels = out;
    }
    norm = new BatchNorm(NAME + "/bn", channels);
    toImage = new PlainConvolution(NAME + "/to_image", channels, settings.channels(), 3, 2, true);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(fc.parameters());
    blocks.forEach(block -> parameters.addAll(block.parameters()));
    parameters.addAll(norm.parameters());
    parameters.addAll(toImage.parameters());
    return parameters;
  }

  @Override
  public boolean makesFullImages() {
    return true;
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    Tensor x =
        fc.apply(latent, scope)
            .reshape(-1, firstChannels, WganGp.SMALLEST_MAP, WganGp.SMALLEST_MAP);
    for (ResidualBlock block : blocks) {
      x = block.apply(x, scope);
    }
    return toImage.apply(norm.apply(x, scope).relu(), scope).tanh();
  }
}
