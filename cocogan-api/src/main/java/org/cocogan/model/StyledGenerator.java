package org.cocogan.model;

import org.cocogan.tensor.Tensor;

/**
 * A generator that maps latent vector and coordinate to a style first and makes the micro patch
 * from that alone, so that styles can be moved towards their mean.
 */
public interface StyledGenerator extends Generator {
  /** Entries of a style. */
  int styleDimension();

  /**
   * The style of each row.
   *
   * @param latent [patches, latent dimension]
   * @param coordinate [patches, coordinate dimension]
   * @return [patches, style dimension]
   */
  Tensor style(Tensor latent, Tensor coordinate, NetworkScope scope);

  /**
   * Makes one micro patch for each row; not for training passes.
   *
   * @param style [patches, style dimension]
   * @return [patches, channels, micro height, micro width]
   */
  Tensor draw(Tensor style, NetworkScope scope);
}
