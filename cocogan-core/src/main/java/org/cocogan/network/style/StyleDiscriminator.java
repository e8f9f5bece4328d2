package org.cocogan.network.style;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.Blend;
import org.cocogan.model.Discriminator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.NetworkSizes;
import org.cocogan.patch.PatchLayout;
import org.cocogan.tensor.Tensor;

/**
 * StyleGAN's discriminator (Karras et al. 2019) of macro patches: blocks that halve the side down
 * to 4x4 pixels, the deviation within the batch as one more channel, two convolutions to a feature
 * vector H; from H a score, a projection on the macro coordinate and the class (Miyato and Koyama
 * 2018), and a prediction of that coordinate.
 *
 * <p>Where the macro patch is the full image there is one place only, hence no prediction, and a
 * projection only where images have classes.
 */
final class StyleDiscriminator implements Discriminator {
  private static final String NAME = "discriminator";
  private static final int LAST_SIDE = 4;
  private static final float EPSILON = 1e-8f;

  private final List<StyleDiscriminatorBlock> blocks = new ArrayList<>();
  private final List<EqualizedConvolution> fromImage = new ArrayList<>();
  private final EqualizedConvolution conv1;
  private final EqualizedConvolution conv2;
  private final EqualizedLinear score;
  private final EqualizedLinear projection;
  private final SpatialPredictor spatial;
  private final boolean placed;
  private final boolean projects;
  private final boolean grown;

  /**
   * Describes the network.
   *
   * @param grown whether the first block is blended in
   * @throws IllegalArgumentException if the macro patch has no suitable size
   */
  StyleDiscriminator(ModelSettings settings, boolean grown) {
    PatchLayout layout = settings.layout();
    int least = grown ? 4 * LAST_SIDE : 2 * LAST_SIDE;
    int side =
        NetworkSizes.powerOfTwoSide(
            "discriminator style-conditional", "macro", layout.macro(), least);
    this.grown = grown;
    placed = !layout.macro().equals(layout.full());
    projects = placed || !settings.latentSpace().classes().isEmpty();
    Widths widths = new Widths(settings.discriminatorWidth());
    for (int size = side; size > LAST_SIDE; size /= 2) {
      blocks.add(
          new StyleDiscriminatorBlock(
              NAME + "/block" + size, widths.at(size), widths.at(size / 2)));
      fromImage.add(
          new EqualizedConvolution(
              NAME + "/from_image" + size, settings.channels(), widths.at(size), 1));
    }
    int features = widths.at(LAST_SIDE);
    int coordinate = settings.coordinateDimension();
    conv1 = new EqualizedConvolution(NAME + "/block4/conv1", features + 1, features, 3);
    conv2 = new EqualizedConvolution(NAME + "/block4/conv2", features, features, LAST_SIDE);
    score = new EqualizedLinear(NAME + "/adversarial", features, 1);
    projection = new EqualizedLinear(NAME + "/projection", settings.conditionDimension(), features);
    spatial =
        new SpatialPredictor(
            NAME + "/spatial", features, settings.auxiliaryDimension(), coordinate);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(fromImage.get(0).parameters());
    if (grown) {
      parameters.addAll(fromImage.get(1).parameters());
      parameters.add(Blend.parameter(NAME));
    }
    blocks.forEach(block -> parameters.addAll(block.parameters()));
    parameters.addAll(conv1.parameters());
    parameters.addAll(conv2.parameters());
    parameters.addAll(score.parameters());
    if (projects) {
      parameters.addAll(projection.parameters());
    }
    if (placed) {
      parameters.addAll(spatial.parameters());
    }
    return parameters;
  }

  @Override
  public boolean comparesBatch() {
    return true;
  }

  @Override
  public boolean judgesClasses() {
    return true;
  }

  @Override
  public boolean predictsCoordinate() {
    return placed;
  }

  @Override
  public boolean predictsLatent() {
    return false;
  }

  @Override
  public Tensor features(Tensor macroPatch, NetworkScope scope) {
    Tensor x = blocks.get(0).apply(read(0, macroPatch, scope), scope);
    if (grown) {
      x = Blend.mix(NAME, read(1, macroPatch.avgPool2d(2), scope), x, scope);
    }
    for (StyleDiscriminatorBlock block : blocks.subList(1, blocks.size())) {
      x = block.apply(x, scope);
    }
    Tensor compared = Tensor.concat(1, x, deviation(x));
    Tensor seen = Activation.of(conv1.apply(compared, scope));
    return Activation.of(conv2.applyWhole(seen, scope)).reshape(-1, score.in());
  }

  private Tensor read(int block, Tensor image, NetworkScope scope) {
    return Activation.of(fromImage.get(block).apply(image, scope));
  }

  /** The standard deviation within the batch, a mean over all positions, for every pixel. */
  private static Tensor deviation(Tensor x) {
    Tensor variance = x.subtract(x.mean(0)).square().mean(0);
    Tensor mean = variance.add(EPSILON).sqrt().mean();
    return mean.reshape(1, 1, 1, 1)
        .broadcastTo(x.shape().dimension(0), 1, x.shape().dimension(2), x.shape().dimension(3));
  }

  @Override
  public Tensor realness(Tensor features, NetworkScope scope) {
    return score.apply(features, scope);
  }

  @Override
  public Tensor realness(Tensor features, Tensor condition, NetworkScope scope) {
    Tensor realness = realness(features, scope);
    return projects
        ? realness.add(projection.apply(condition, scope).multiply(features).sum(1))
        : realness;
  }

  @Override
  public Tensor coordinate(Tensor features, NetworkScope scope) {
    if (!placed) {
      throw new UnsupportedOperationException(
          "there is one place only where the macro patch is the full image");
    }
    return spatial.apply(features, scope);
  }

  @Override
  public Tensor latent(Tensor features, NetworkScope scope) {
    throw new UnsupportedOperationException(
        "the discriminator style-conditional predicts no latent vectors");
  }
}
