package org.cocogan.render;

import org.cocogan.tensor.HostArray;

/**
 * A picture to be drawn: one latent vector, held over a window of micro patches.
 *
 * @param latent [latent dimension], in [-1, 1] as far as the generator was trained for
 * @param topLeft position of the window's top left micro patch, counted in micro patches
 */
public record Picture(HostArray latent, Position topLeft) {
  boolean isAtWholePosition() {
    return towardsOrigin().topLeft().equals(topLeft);
  }

  /** The same at the whole position next to it, above and to the left. */
  Picture towardsOrigin() {
    return new Picture(
        latent, new Position(Math.floor(topLeft.row()), Math.floor(topLeft.column())));
  }
}
