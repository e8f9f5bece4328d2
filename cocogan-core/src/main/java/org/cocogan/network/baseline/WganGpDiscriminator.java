package org.cocogan.network.baseline;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.Linear;
import org.cocogan.network.NetworkSizes;
import org.cocogan.network.UnconditionalDiscriminator;
import org.cocogan.tensor.Tensor;

/**
 * WGAN-GP's residual critic (Gulrajani et al. 2017): a convolution, residual blocks that halve the
 * side down to 4x4 pixels, and a linear layer. The channels are 1, then 2, 4, 8 and from there on 8
 * times the width. Layer norm in place of batch norm leaves each sample's gradient its own.
 */
final class WganGpDiscriminator extends UnconditionalDiscriminator {
  private static final String NAME = "discriminator";

  private final PlainConvolution fromImage;
  private final List<ResidualBlock> blocks = new ArrayList<>();
  private final Linear adversarial;

  WganGpDiscriminator(ModelSettings settings) {
    int side =
        NetworkSizes.powerOfTwoSide(
            "discriminator " + WganGp.NAME,
            "macro",
            settings.layout().macro(),
            2 * WganGp.SMALLEST_MAP);
    int channels = settings.discriminatorWidth();
    fromImage =
        new PlainConvolution(NAME + "/from_image", settings.channels(), channels, 3, 1, true);
    for (int i = 0; i < WganGp.resizings(side); i++) {
      int multiplier = Math.min(2 << i, WganGp.LARGEST_MULTIPLIER);
      int out = Product.of(settings.discriminatorWidth(), multiplier);
      blocks.add(ResidualBlock.halving(NAME + "/block" + i, channels, out));
      channels = out;
    }
    int features = Product.of(channels, WganGp.SMALLEST_MAP, WganGp.SMALLEST_MAP);
    adversarial = new Linear(NAME + "/adversarial", features, 1);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(fromImage.parameters());
    blocks.forEach(block -> parameters.addAll(block.parameters()));
    parameters.addAll(adversarial.parameters());
    return parameters;
  }

  @Override
  public Tensor features(Tensor macroPatch, NetworkScope scope) {
    Tensor x = fromImage.apply(macroPatch, scope);
    for (ResidualBlock block : blocks) {
      x = block.apply(x, scope);
    }
    return x.reshape(x.shape().dimension(0), -1);
  }

  @Override
  public Tensor realness(Tensor features, NetworkScope scope) {
    return adversarial.apply(features, scope);
  }
}
