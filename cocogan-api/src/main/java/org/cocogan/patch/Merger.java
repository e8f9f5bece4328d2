package org.cocogan.patch;

import org.cocogan.tensor.Tensor;

/**
 * Puts micro patches together: in training to the macro patch that the discriminator judges, in an
 * exported model to the whole image. Where single patches are drawn, they are laid side by side.
 */
public interface Merger {
  /**
   * Merges patches, differentiably.
   *
   * @param patches [batch · rows · columns, channels, h, w]; the patches of one image are
   *     consecutive, row-major
   * @param grid rows and columns of patches in one image
   * @return [batch, channels, rows · h, columns · w]
   * @throws IllegalArgumentException if the number of patches is no multiple of the grid's size
   */
  Tensor merge(Tensor patches, Grid grid);
}
