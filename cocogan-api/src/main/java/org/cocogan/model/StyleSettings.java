package org.cocogan.model;

/**
 * What style-based networks are built like beside their sizes.
 *
 * @param mappingLayers linear layers from a latent vector to its style ({@code mapping_layers})
 * @param mixing probability, in [0, 1], that a training pass draws the later blocks in a second
 *     style ({@code style_mixing})
 */
public record StyleSettings(int mappingLayers, double mixing) {
  /** As StyleGAN was published: eight layers, and two styles in nine of ten passes. */
  public static final StyleSettings PUBLISHED = new StyleSettings(8, 0.9);
}
