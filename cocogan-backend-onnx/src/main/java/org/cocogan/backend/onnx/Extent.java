package org.cocogan.backend.onnx;

import java.util.Arrays;
import java.util.List;
import org.cocogan.exact.Product;

/**
 * A size of a graph: perRow · rows + fixed, where rows is the number that a caller may choose.
 *
 * @param perRow zero for a size that is always the same
 * @param fixed the rest
 */
record Extent(int perRow, int fixed) {
  static Extent of(int size) {
    return new Extent(0, size);
  }

  static List<Extent> of(int[] sizes) {
    return Arrays.stream(sizes).mapToObj(Extent::of).toList();
  }

  boolean isFixed() {
    return perRow == 0;
  }

  /** Whether it is the number of rows itself. */
  boolean isRows() {
    return perRow == 1 && fixed == 0;
  }

  int at(int rows) {
    return Product.of(perRow, rows) + fixed;
  }
}
