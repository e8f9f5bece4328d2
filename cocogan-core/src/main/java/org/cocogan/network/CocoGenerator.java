package org.cocogan.network;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Tensor;

/**
 * COCO-GAN's generator: a linear layer to 2x2 pixels, residual blocks that double the side up to
 * the micro patch, further blocks that do not, and a convolution to an image through tanh (paper,
 * section 3 and appendix; released code, {@code models/generator.py}).
 */
final class CocoGenerator implements Generator {
  private static final int FIRST_SIDE = 2;
  private static final int FIRST_MULTIPLIER = 16;
  private static final List<Integer> MULTIPLIERS = List.of(8, 4, 2);

  private final Linear fc;
  private final List<GeneratorBlock> blocks = new ArrayList<>();
  private final BatchNorm norm;
  private final Convolution toImage;
  private final int firstChannels;

  CocoGenerator(ModelSettings settings) {
    this(
        "generator",
        NetworkSizes.powerOfTwoSide("generator cocogan", "micro", settings.layout().micro(), 4),
        settings.latentDimension() + settings.coordinateDimension(),
        settings);
  }

  /**
   * The same layers for another condition or size.
   *
   * @param name begins the names of its parameters
   * @param side of what it makes, a power of two of at least 4
   * @param condition entries of what it makes that from
   */
  CocoGenerator(String name, int side, int condition, ModelSettings settings) {
    int width = settings.generatorWidth();
    SpectralNorm spectralNorm = new SpectralNorm(settings.variant());
    firstChannels = Product.of(width, FIRST_MULTIPLIER);
    fc =
        new Linear(
            name + "/fc",
            condition,
            Product.of(firstChannels, FIRST_SIDE, FIRST_SIDE),
            spectralNorm);
    int resizing = Integer.numberOfTrailingZeros(side) - 1;
    int channels = firstChannels;
    for (int i = 0; i < resizing + settings.generatorExtraLayers(); i++) {
      int out = Product.of(width, i < MULTIPLIERS.size() ? MULTIPLIERS.get(i) : 1);
      blocks.add(
          new GeneratorBlock(
              name + "/block" + i, channels, out, condition, i < resizing, settings.variant()));
      channels = out;
    }
    norm = new BatchNorm(name + "/bn", channels, settings.variant());
    toImage = new Convolution(name + "/to_image", channels, settings.channels(), 3, spectralNorm);
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
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    return generate(Tensor.concat(1, latent, coordinate), scope);
  }

  /**
   * Makes a picture for each row.
   *
   * @param condition [rows, condition]
   * @return [rows, channels, side, side], in [-1, 1]
   */
  Tensor generate(Tensor condition, NetworkScope scope) {
    // The released code's tensor is [batch, height, width, channels]: keep that order of units.
    Tensor x =
        fc.apply(condition, scope)
            .reshape(-1, FIRST_SIDE, FIRST_SIDE, firstChannels)
            .permute(0, 3, 1, 2);
    for (GeneratorBlock block : blocks) {
      x = block.apply(x, condition, scope);
    }
    return toImage.apply(norm.apply(x, scope).relu(), scope).tanh();
  }
}
