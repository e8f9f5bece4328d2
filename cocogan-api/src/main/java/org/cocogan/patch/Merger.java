package org.cocogan.patch;

import org.cocogan.tensor.Tensor;

/** Puts micro patches together: to a macro patch in training, to a whole image in generation. */
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
