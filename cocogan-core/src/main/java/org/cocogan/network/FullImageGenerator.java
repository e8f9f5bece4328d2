package org.cocogan.network;

import java.util.List;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Tensor;

/**
 * COCO-GAN's generator as it would be without parts: the full image at once, from the latent vector
 * alone (the paper's ablation "optimal G"). A larger image than a micro patch takes more blocks.
 */
final class FullImageGenerator implements Generator {
  static final String NAME = "full-image";

  private final CocoGenerator generator;

  FullImageGenerator(ModelSettings settings) {
    Halvings size =
        Halvings.of(
            "generator " + NAME, "full image", settings.layout().full(), CocoGenerator.FIRST_SIDE);
    generator = new CocoGenerator("generator", size, settings.latentDimension(), settings);
  }

  @Override
  public List<Parameter> parameters() {
    return generator.parameters();
  }

  @Override
  public boolean makesFullImages() {
    return true;
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    return generator.generate(latent, scope);
  }
}
