package org.cocogan.network;

import java.util.List;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;

/** Settings of networks, large and small. */
final class ModelExamples {
  private ModelExamples() {}

  /** As in the authors' configuration files, but for what the parameters say. */
  static ModelSettings authors(
      Size full, Size macro, Size micro, int coordinateDimension, int generatorExtraLayers) {
    return new ModelSettings(
        new PatchLayout(full, macro, micro),
        3,
        LatentSpace.uniform(128),
        coordinateDimension,
        64,
        64,
        generatorExtraLayers,
        0,
        128,
        Variant.OFFICIAL);
  }

  /** Width 4, six latent entries, two coordinate entries, five hidden units in the heads. */
  static ModelSettings small(Size macro, Size micro, int extraLayers) {
    return new ModelSettings(
        new PatchLayout(macro, macro, micro),
        3,
        LatentSpace.uniform(6),
        2,
        4,
        4,
        extraLayers,
        extraLayers,
        5,
        Variant.OFFICIAL);
  }

  static Size square(int side) {
    return new Size(side, side);
  }

  /** How many numbers the trained parameters have together. */
  static int trained(List<Parameter> parameters) {
    return parameters.stream()
        .filter(Parameter::trained)
        .mapToInt(parameter -> parameter.shape().size())
        .sum();
  }
}
