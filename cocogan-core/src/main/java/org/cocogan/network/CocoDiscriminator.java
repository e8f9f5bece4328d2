package org.cocogan.network;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Discriminator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Tensor;

/**
 * COCO-GAN's discriminator: residual blocks down to 4x4 pixels (rectangles to a map of their
 * ratio), a sum over them, a projection on the macro coordinate and the class (Miyato and Koyama
 * 2018), and heads that predict coordinate and latent vector (released code, {@code
 * models/discriminator.py}).
 */
final class CocoDiscriminator implements Discriminator {
  private static final String NAME = "discriminator";

  /** The shorter side of the last map. */
  private static final int LAST_SIDE = 4;

  private static final List<Integer> LAST_MULTIPLIERS = List.of(2, 4, 8, 8);

  private final List<DiscriminatorBlock> blocks = new ArrayList<>();
  private final Linear adversarial;
  private final Linear projection;
  private final PredictionHead spatial;
  private final PredictionHead content;

  CocoDiscriminator(ModelSettings settings) {
    Halvings size =
        Halvings.of("discriminator cocogan", "macro patch", settings.layout().macro(), LAST_SIDE);
    int extra = settings.discriminatorExtraLayers();
    List<Integer> multipliers = multipliers(size.count() + 1 + extra);
    int last = multipliers.size() - 1;
    SpectralNorm spectralNorm = new SpectralNorm(settings.variant());
    int channels = settings.channels();
    for (int i = 0; i <= last; i++) {
      int out = Product.of(settings.discriminatorWidth(), multipliers.get(i));
      boolean pool = i == 0 || (i > extra && i < last);
      blocks.add(
          new DiscriminatorBlock(NAME + "/block" + i, channels, out, i == 0, pool, spectralNorm));
      channels = out;
    }
    int hidden = settings.auxiliaryDimension();
    int coordinate = settings.coordinateDimension();
    adversarial = new Linear(NAME + "/adversarial", channels, 1, spectralNorm);
    projection =
        new Linear(NAME + "/projection", settings.conditionDimension(), channels, spectralNorm);
    spatial =
        new PredictionHead(NAME + "/spatial", channels, hidden, coordinate, settings.variant());
    content =
        new PredictionHead(
            NAME + "/content", channels, hidden, settings.latentDimension(), settings.variant());
  }

  /**
   * Ends in 2, 4, 8, 8 and begins with ones; four blocks or fewer begin with a one all the same.
   */
  private static List<Integer> multipliers(int count) {
    List<Integer> result = new ArrayList<>();
    int before = count - LAST_MULTIPLIERS.size();
    for (int i = 0; i < count; i++) {
      boolean plain = i < before || (i == 0 && before <= 0);
      result.add(plain ? 1 : LAST_MULTIPLIERS.get(i - before));
    }
    return result;
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    blocks.forEach(block -> parameters.addAll(block.parameters()));
    parameters.addAll(adversarial.parameters());
    parameters.addAll(projection.parameters());
    parameters.addAll(spatial.parameters());
    parameters.addAll(content.parameters());
    return parameters;
  }

  @Override
  public boolean judgesClasses() {
    return true;
  }

  @Override
  public Tensor features(Tensor macroPatch, NetworkScope scope) {
    Tensor x = macroPatch;
    for (DiscriminatorBlock block : blocks) {
      x = block.apply(x, scope);
    }
    return x.relu().sum(2, 3).reshape(-1, x.shape().dimension(1));
  }

  @Override
  public Tensor realness(Tensor features, NetworkScope scope) {
    return adversarial.apply(features, scope);
  }

  @Override
  public Tensor realness(Tensor features, Tensor condition, NetworkScope scope) {
    Tensor embedded = projection.apply(condition, scope);
    return realness(features, scope).add(embedded.multiply(features).sum(1));
  }

  @Override
  public Tensor coordinate(Tensor features, NetworkScope scope) {
    return spatial.apply(features, scope);
  }

  @Override
  public Tensor latent(Tensor features, NetworkScope scope) {
    return content.apply(features, scope);
  }
}
