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
}
