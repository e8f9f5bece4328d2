package org.cocogan.patch;

import org.cocogan.exact.Product;

/**
 * A number of rows and columns of patches or positions.
 *
 * @param rows at least one
 * @param columns at least one
 */
public record Grid(int rows, int columns) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is below one
   */
  public Grid {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a grid has at least one row and column, not " + rows + "x" + columns);
    }
  }

  /** How many cells there are. */
  public int size() {
    return Product.of(rows, columns);
  }

  /**
   * The number of a micro patch, row-major.
   *
   * @throws IllegalArgumentException if the grid has no such patch
   */
  public int cell(int row, int column) {
    if (row < 0 || row >= rows || column < 0 || column >= columns) {
      throw new IllegalArgumentException(
          "there is no micro patch "
              + row
              + ","
              + column
              + "; rows run from 0 to "
              + (rows - 1)
              + ", columns from 0 to "
              + (columns - 1));
    }
    return Product.of(row, columns) + column;
  }
}
