package org.cocogan.merge;

import org.cocogan.exact.Product;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Merger;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Lays patches side by side in rows and columns, without overlap. */
public final class GridMerger implements Merger {
  /** Makes a merger; it holds nothing. */
  public GridMerger() {}

  @Override
  public Tensor merge(Tensor patches, Grid grid) {
    Shape shape = patches.shape();
    if (shape.rank() != 4 || shape.dimension(0) % grid.size() != 0) {
      throw new IllegalArgumentException(
          "merging a grid of "
              + grid.rows()
              + "x"
              + grid.columns()
              + " patches needs [batch · "
              + grid.size()
              + ", channels, h, w], but was given "
              + shape);
    }
    int channels = shape.dimension(1);
    int height = shape.dimension(2);
    int width = shape.dimension(3);
    return patches
        .reshape(-1, grid.rows(), grid.columns(), channels, height, width)
        .permute(0, 3, 1, 4, 2, 5)
        .reshape(-1, channels, Product.of(grid.rows(), height), Product.of(grid.columns(), width));
  }
}
