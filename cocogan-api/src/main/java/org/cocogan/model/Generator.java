package org.cocogan.model;

import java.util.List;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PointGrid;
import org.cocogan.tensor.Tensor;

/**
 * Makes micro patches from latent vectors and coordinates.
 *
 * <p>A generator is a function over tensors and holds no values: its parameters live with an
 * engine, are initialised from {@link #parameters()}, and are read through the scope. It must treat
 * the patches of a batch alike, whatever image they belong to, and use running statistics when the
 * scope is not training, so that a patch made alone is the patch made among others.
 */
public interface Generator {
  /** Every parameter it reads; names begin with {@code generator/}. */
  List<Parameter> parameters();

  /**
   * The random numbers it asks its scope for in a training pass, beside latent vectors; otherwise
   * it must do without, so that a patch depends on latent vector and coordinate alone.
   */
  default List<RandomInput> random() {
    return List.of();
  }

  /**
   * Makes one micro patch for each row.
   *
   * @param latent [patches, latent dimension], drawn from the experiment's {@link LatentSpace}
   * @param coordinate [patches, coordinate dimension], or what {@link #makesRectangles} says
   * @return [patches, channels, micro height, micro width], from -1 for black to 1 for white; what
   *     lies beyond is drawn as the nearer of the two
   */
  Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope);

  /**
   * Whether it makes the full image at once rather than a micro patch: {@link #generate} then gives
   * [images, channels, full height, full width], whatever the coordinate. In training, macro
   * patches are cut from that at their positions.
   */
  default boolean makesFullImages() {
    return false;
  }

  /**
   * Whether it makes a rectangle of micro patches in one pass, for each row of a batch: {@link
   * #generate} is then given [rectangles, rows of points, columns of points, coordinate dimension],
   * the coordinates of the rectangle's {@link #points}, and gives [rectangles, channels, height,
   * width] of the rectangle. A micro patch is the rectangle of one, and the cut of any that it lies
   * in. It takes latent vectors of all points, too: [rectangles, rows of points, columns of points,
   * latent dimension].
   */
  default boolean makesRectangles() {
    return false;
  }

  /** Where it is told the coordinates to make a rectangle of micro patches. */
  default PointGrid points(Grid patches) {
    return PointGrid.ofPatches(patches);
  }
}
