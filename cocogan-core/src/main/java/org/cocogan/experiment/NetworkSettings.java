package org.cocogan.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.StyleSettings;
import org.cocogan.model.Variant;

/**
 * What the networks are built like ({@code model_params}).
 *
 * @param generator name of the generator
 * @param discriminator name of the discriminator
 * @param variant which description of COCO-GAN to follow
 * @param latentSpace where latent vectors are drawn from
 * @param coordinateDimension entries of a coordinate vector; empty to leave it to the coordinate
 *     system
 * @param coordinateParameters settings of the coordinate system's own: {@link Boolean}, {@link
 *     Long}, {@link Double}, {@link String}, lists and maps of them
 * @param generatorWidth base number of channels of the generator
 * @param discriminatorWidth base number of channels of the discriminator
 * @param generatorExtraLayers further residual blocks without resizing
 * @param discriminatorExtraLayers further residual blocks without resizing
 * @param auxiliaryDimension hidden units of the spatial and the content head
 * @param style what style-based networks need beside these
 */
public record NetworkSettings(
    String generator,
    String discriminator,
    Variant variant,
    LatentSpace latentSpace,
    OptionalInt coordinateDimension,
    Map<String, Object> coordinateParameters,
    int generatorWidth,
    int discriminatorWidth,
    int generatorExtraLayers,
    int discriminatorExtraLayers,
    int auxiliaryDimension,
    StyleSettings style) {
  /** The name of the generator and of the discriminator that belong to the framework. */
  public static final String BUILT_IN = "cocogan";

  /** Keeps a copy of the parameters, in their order. */
  public NetworkSettings {
    coordinateParameters = Collections.unmodifiableMap(new LinkedHashMap<>(coordinateParameters));
  }

  static NetworkSettings of(Values values) {
    return new NetworkSettings(
        values.get(NetworkKeys.GENERATOR),
        values.get(NetworkKeys.DISCRIMINATOR),
        values.get(NetworkKeys.VARIANT),
        new LatentSpace(values.get(NetworkKeys.Z_DIM), values.get(NetworkKeys.LATENT_DISTRIBUTION)),
        values.get(NetworkKeys.SPATIAL_DIM),
        values.get(NetworkKeys.COORDINATE_PARAMETERS),
        values.get(NetworkKeys.NGF_BASE),
        values.get(NetworkKeys.NDF_BASE),
        values.get(NetworkKeys.G_EXTRA_LAYERS),
        values.get(NetworkKeys.D_EXTRA_LAYERS),
        values.get(NetworkKeys.AUX_DIM),
        new StyleSettings(
            values.get(NetworkKeys.MAPPING_LAYERS), values.get(NetworkKeys.STYLE_MIXING)));
  }
}
