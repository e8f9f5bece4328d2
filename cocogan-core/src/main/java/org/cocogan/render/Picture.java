package org.cocogan.render;

import org.cocogan.tensor.HostArray;

/**
 * What a picture shows: one latent vector, held over a window of micro patches.
 *
 * @param latent [latent dimension], in [-1, 1] as far as the generator was trained for
 * @param topLeft position of the window's top left micro patch, counted in micro patches
 */
public record Picture(HostArray latent, Position topLeft) {}
