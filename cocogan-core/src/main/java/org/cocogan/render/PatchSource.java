package org.cocogan.render;

import org.cocogan.patch.Grid;
import org.cocogan.patch.PointGrid;
import org.cocogan.tensor.HostArray;

/** A source of micro patches: a compiled generator, or a model that was exported from one. */
public interface PatchSource extends AutoCloseable {
  /** Whether it computes rectangles of micro patches, as a generator may. */
  default boolean makesRectangles() {
    return false;
  }

  /** Where it is told the coordinates of a rectangle of micro patches. */
  default PointGrid points(Grid patches) {
    return PointGrid.ofPatches(patches);
  }

  /**
   * Computes a batch of them.
   *
   * @param latents [batch, latent dimension], in [-1, 1]; of rectangles those of all points, too,
   *     [batch, rows of points, columns of points, latent dimension]
   * @param coordinates [batch, coordinate dimension], or of rectangles [batch, rows of points,
   *     columns of points, coordinate dimension]
   * @return [batch, channels, h, w], in [-1, 1]
   */
  HostArray patches(HostArray latents, HostArray coordinates);

  @Override
  void close();
}
