package org.cocogan.network;

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
 * COCO-GAN's generator: a linear layer to 2x2 pixels, residual blocks that double the sides up to
 * the micro patch, further blocks that do not, and a convolution to an image through tanh (paper,
 * section 3 and appendix; released code, {@code models/generator.py}). Of a rectangle the first map
 * has the ratio: 2x4 pixels for 16x32.
 */
final class CocoGenerator implements Generator {
  /** The shorter side of the first map. */
  static final int FIRST_SIDE = 2;

  private static final int FIRST_MULTIPLIER = 16;
  private static final List<Integer> MULTIPLIERS = List.of(8, 4, 2);

  private final Linear fc;
  private final List<GeneratorBlock> blocks = new ArrayList<>();
  private final BatchNorm norm;
  private final Convolution toImage;
  private final int firstChannels;
  private final Size first;

  CocoGenerator(ModelSettings settings) {
    this(
        "generator",
        Halvings.of("generator cocogan", "micro patch", settings.layout().micro(), FIRST_SIDE),
        settings.latentDimension() + settings.coordinateDimension(),
        settings);
  }

  /**
   * Makes the generator's layers for another condition or size.
   *
   * @param name begins the names of its parameters
   * @param size of what it makes
   * @param condition entries of what it makes that from
   */
  CocoGenerator(String name, Halvings size, int condition, ModelSettings settings) {
    int width = settings.generatorWidth();
    SpectralNorm spectralNorm = new SpectralNorm(settings.variant());
    firstChannels = Product.of(width, FIRST_MULTIPLIER);
    first = size.rest();
    fc =
        new Linear(
            name + "/fc",
            condition,
            Product.of(firstChannels, first.height(), first.width()),
            spectralNorm);
    int resizing = size.count();
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
   * @return [rows, channels, height, width], in [-1, 1]
   */
  Tensor generate(Tensor condition, NetworkScope scope) {
    // The released code's tensor is [batch, height, width, channels]: keep that order of units.
    Tensor x =
        fc.apply(condition, scope)
            .reshape(-1, first.height(), first.width(), firstChannels)
            .permute(0, 3, 1, 2);
    for (GeneratorBlock block : blocks) {
      x = block.apply(x, condition, scope);
    }
    return toImage.apply(norm.apply(x, scope).relu(), scope).tanh();
  }
}
