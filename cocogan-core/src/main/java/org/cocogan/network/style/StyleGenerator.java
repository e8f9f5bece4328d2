package org.cocogan.network.style;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.cocogan.exact.Product;
import org.cocogan.model.Blend;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.RandomInput;
import org.cocogan.model.StyledGenerator;
import org.cocogan.network.NetworkSizes;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * StyleGAN's generator (Karras et al. 2019) of micro patches: latent vector and coordinate together
 * are the code that is mapped to the style of all blocks, from 4x4 pixels up to the micro patch;
 * the last one's channels become an image, linearly.
 *
 * <p>In training a pass may mix styles: with the probability p of the settings, all blocks after a
 * random one take the style of a second latent vector at the same coordinate.
 */
final class StyleGenerator implements StyledGenerator {
  private static final String NAME = "generator";
  private static final String MIXING = NAME + "/mixing";
  private static final String SECOND = NAME + "/second_latent";
  private static final int FIRST_SIDE = 4;

  static final ParameterDefinition<Integer> MAPPING_LAYERS =
      ParameterDefinition.whole(
              "mapping_layers", 1, 1000, "Linear layers from a latent vector to its style.")
          .orElse(8);

  static final ParameterDefinition<Double> MIXING_PROBABILITY =
      ParameterDefinition.number(
              "style_mixing",
              "a number from 0 to 1",
              value -> value >= 0 && value <= 1,
              "Probability that a training pass draws the later blocks in a second style.")
          .orElse(0.9);

  private final ModelSettings settings;
  private final double mixing;
  private final StyleMapping mapping;
  private final List<StyleBlock> blocks = new ArrayList<>();
  private final List<EqualizedConvolution> toImage = new ArrayList<>();
  private final int last;
  private final boolean grown;

  /**
   * Describes the network.
   *
   * @param grown whether the last block is blended in
   * @throws IllegalArgumentException if the micro patch has no suitable size
   */
  StyleGenerator(ModelSettings settings, boolean grown) {
    int least = grown ? 2 * FIRST_SIDE : FIRST_SIDE;
    int side =
        NetworkSizes.powerOfTwoSide("generator style", "micro", settings.layout().micro(), least);
    this.settings = settings;
    this.grown = grown;
    mixing = settings.parameters().get(MIXING_PROBABILITY);
    mapping =
        new StyleMapping(
            NAME + "/mapping", styleDimension(), settings.parameters().get(MAPPING_LAYERS));
    Widths widths = new Widths(settings.generatorWidth());
    for (int size = FIRST_SIDE; size <= side; size = Product.of(2, size)) {
      int index = blocks.size();
      blocks.add(
          new StyleBlock(
              NAME + "/block" + index,
              size,
              widths.at(size / 2),
              widths.at(size),
              styleDimension(),
              index == 0));
      toImage.add(
          new EqualizedConvolution(
              NAME + "/to_image" + index, widths.at(size), settings.channels(), 1));
    }
    last = blocks.size() - 1;
  }

  @Override
  public int styleDimension() {
    return settings.latentDimension() + settings.coordinateDimension();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(mapping.parameters());
    blocks.forEach(block -> parameters.addAll(block.parameters()));
    parameters.addAll(toImage.get(last).parameters());
    if (grown) {
      parameters.addAll(toImage.get(last - 1).parameters());
      parameters.add(Blend.parameter(NAME));
    }
    return parameters;
  }

  @Override
  public List<RandomInput> random() {
    List<RandomInput> random = new ArrayList<>();
    blocks.forEach(block -> random.add(block.random()));
    if (mixes()) {
      random.add(new RandomInput(MIXING, RandomInput.Unit.PASS, Shape.of(1), Distribution.UNIFORM));
      random.add(
          new RandomInput(
              SECOND,
              RandomInput.Unit.MACRO_PATCH,
              Shape.of(settings.latentSpace().independent()),
              settings.latentSpace().distribution()));
    }
    return random;
  }

  private boolean mixes() {
    return mixing > 0 && last > 0;
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    Tensor style = style(latent, coordinate, scope);
    if (!scope.training() || !mixes()) {
      return draw(style, scope);
    }
    Tensor second = style(secondLatent(latent, scope), coordinate, scope);
    Tensor difference = second.subtract(style);
    Tensor drawn = scope.random(MIXING);
    // With u uniform, j = floor(u / p · last) is the last block of the first style if u < p: so
    // block i takes the second one just where u < p · i / last.
    return synthesize(
        i -> {
          float bound = (float) (mixing * i / last);
          return style.add(drawn.negate().add(bound).positiveMask().multiply(difference));
        },
        scope);
  }

  /**
   * The second latent vectors, one for each macro patch, repeated for its micro patches; of the
   * classes of the first.
   */
  private Tensor secondLatent(Tensor first, NetworkScope scope) {
    Tensor drawn = scope.random(SECOND);
    if (settings.latentSpace().distribution() == Distribution.UNIFORM) {
      drawn = drawn.multiply(2).subtract(1);
    }
    LatentSpace space = settings.latentSpace();
    int dimension = space.independent();
    int batch = drawn.shape().dimension(0);
    int patches = first.shape().dimension(0);
    Tensor second =
        drawn
            .reshape(batch, 1, dimension)
            .broadcastTo(batch, patches / batch, dimension)
            .reshape(patches, dimension);
    return space.classes().isEmpty()
        ? second
        : Tensor.concat(1, second, first.slice(1, dimension, space.dimension()));
  }

  @Override
  public Tensor style(Tensor latent, Tensor coordinate, NetworkScope scope) {
    return mapping.apply(Tensor.concat(1, latent, coordinate), scope);
  }

  @Override
  public Tensor draw(Tensor style, NetworkScope scope) {
    return synthesize(block -> style, scope);
  }

  private Tensor synthesize(IntFunction<Tensor> styles, NetworkScope scope) {
    Tensor x = blocks.get(0).start(styles.apply(0), scope);
    for (int i = 1; i < last; i++) {
      x = blocks.get(i).apply(x, styles.apply(i), scope);
    }
    if (last == 0) {
      return toImage.get(0).apply(x, scope);
    }
    Tensor now =
        toImage.get(last).apply(blocks.get(last).apply(x, styles.apply(last), scope), scope);
    return grown
        ? Blend.mix(NAME, toImage.get(last - 1).apply(x, scope).upsampleNearest(2), now, scope)
        : now;
  }
}
