package org.cocogan.experiment;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.Variant;

/**
 * The settings of the networks ({@code model_params}): which they are, and how they are built.
 *
 * @param generator name of the generator
 * @param generatorParameters values of the generator's own parameters
 * @param discriminator name of the discriminator
 * @param discriminatorParameters values of the discriminator's own parameters
 * @param merger name of what puts micro patches together
 * @param mergerParameters values of the merger's own parameters
 * @param variant which description of COCO-GAN to follow
 * @param latentSpace where latent vectors are drawn from
 * @param coordinateDimension entries of a coordinate vector; empty to leave it to the coordinate
 *     system
 * @param coordinateParameters values of the coordinate system's own parameters
 * @param generatorWidth base number of channels of the generator
 * @param discriminatorWidth base number of channels of the discriminator
 * @param generatorExtraLayers further residual blocks without resizing
 * @param discriminatorExtraLayers further residual blocks without resizing
 * @param auxiliaryDimension hidden units of the spatial and the content head
 */
public record NetworkSettings(
    String generator,
    Map<String, String> generatorParameters,
    String discriminator,
    Map<String, String> discriminatorParameters,
    String merger,
    Map<String, String> mergerParameters,
    Variant variant,
    LatentSpace latentSpace,
    OptionalInt coordinateDimension,
    Map<String, String> coordinateParameters,
    int generatorWidth,
    int discriminatorWidth,
    int generatorExtraLayers,
    int discriminatorExtraLayers,
    int auxiliaryDimension) {
  /** The name of the generator and of the discriminator that belong to the framework. */
  public static final String BUILT_IN = "cocogan";

  /** The name of the merger that lays patches side by side. */
  static final String USUAL_MERGER = "grid";

  static NetworkSettings of(Values values) {
    return new NetworkSettings(
        values.get(NetworkKeys.GENERATOR),
        values.get(NetworkKeys.GENERATOR_PARAMETERS),
        values.get(NetworkKeys.DISCRIMINATOR),
        values.get(NetworkKeys.DISCRIMINATOR_PARAMETERS),
        values.get(NetworkKeys.MERGER),
        values.get(NetworkKeys.MERGER_PARAMETERS),
        values.get(NetworkKeys.VARIANT),
        new LatentSpace(
            values.get(NetworkKeys.Z_DIM),
            values.get(NetworkKeys.LATENT_DISTRIBUTION),
            new TreeMap<>(values.get(NetworkKeys.CLASS_COUNTS))),
        values.get(NetworkKeys.SPATIAL_DIM),
        values.get(NetworkKeys.COORDINATE_PARAMETERS),
        values.get(NetworkKeys.NGF_BASE),
        values.get(NetworkKeys.NDF_BASE),
        values.get(NetworkKeys.G_EXTRA_LAYERS),
        values.get(NetworkKeys.D_EXTRA_LAYERS),
        values.get(NetworkKeys.AUX_DIM));
  }
}
