package org.cocogan.model;

import org.cocogan.patch.PatchLayout;
import org.cocogan.provider.Parameters;

/**
 * The settings of a network, named as in the authors' configuration files.
 *
 * @param layout sizes of the full image, the macro and the micro patch
 * @param channels channels of an image ({@code c_dim})
 * @param latentSpace where latent vectors are drawn from
 * @param coordinateDimension entries of a coordinate vector ({@code spatial_dim})
 * @param generatorWidth base number of channels of the generator ({@code ngf_base})
 * @param discriminatorWidth base number of channels of the discriminator ({@code ndf_base})
 * @param generatorExtraLayers residual blocks without resizing ({@code g_extra_layers})
 * @param discriminatorExtraLayers residual blocks without resizing ({@code d_extra_layers})
 * @param auxiliaryDimension hidden units of the spatial and the content head ({@code aux_dim})
 * @param variant which description to follow
 * @param parameters the values of the parameters of the network's own provider
 */
public record ModelSettings(
    PatchLayout layout,
    int channels,
    LatentSpace latentSpace,
    int coordinateDimension,
    int generatorWidth,
    int discriminatorWidth,
    int generatorExtraLayers,
    int discriminatorExtraLayers,
    int auxiliaryDimension,
    Variant variant,
    Parameters parameters) {
  /** Makes settings in which the parameters of the network's own provider have their defaults. */
  public ModelSettings(
      PatchLayout layout,
      int channels,
      LatentSpace latentSpace,
      int coordinateDimension,
      int generatorWidth,
      int discriminatorWidth,
      int generatorExtraLayers,
      int discriminatorExtraLayers,
      int auxiliaryDimension,
      Variant variant) {
    this(
        layout,
        channels,
        latentSpace,
        coordinateDimension,
        generatorWidth,
        discriminatorWidth,
        generatorExtraLayers,
        discriminatorExtraLayers,
        auxiliaryDimension,
        variant,
        Parameters.none());
  }

  /** The same for another layout. */
  public ModelSettings withLayout(PatchLayout layout) {
    return new ModelSettings(
        layout,
        channels,
        latentSpace,
        coordinateDimension,
        generatorWidth,
        discriminatorWidth,
        generatorExtraLayers,
        discriminatorExtraLayers,
        auxiliaryDimension,
        variant,
        parameters);
  }

  /** The same for latent vectors of another space. */
  public ModelSettings withLatentSpace(LatentSpace space) {
    return new ModelSettings(
        layout,
        channels,
        space,
        coordinateDimension,
        generatorWidth,
        discriminatorWidth,
        generatorExtraLayers,
        discriminatorExtraLayers,
        auxiliaryDimension,
        variant,
        parameters);
  }

  /** The same for a network with other values of its own parameters. */
  public ModelSettings withParameters(Parameters parameters) {
    return new ModelSettings(
        layout,
        channels,
        latentSpace,
        coordinateDimension,
        generatorWidth,
        discriminatorWidth,
        generatorExtraLayers,
        discriminatorExtraLayers,
        auxiliaryDimension,
        variant,
        parameters);
  }

  /** Entries of what a discriminator judges with: a coordinate, and one for each class. */
  public int conditionDimension() {
    return coordinateDimension + latentSpace.classes().size();
  }

  /** Entries of a latent vector: {@code z_dim}, and one for each class. */
  public int latentDimension() {
    return latentSpace.dimension();
  }
}
