package org.cocogan.eval.statistics;

import org.cocogan.exact.Product;

/** A rectangle of a row-major matrix, by its first entry and the distance between its rows. */
@SuppressWarnings("ArrayRecordComponent")
record Block(double[] values, int offset, int stride) {
  /** The rectangle that begins at an entry of this one. */
  Block at(int row, int column) {
    return new Block(values, index(row, column), stride);
  }

  /** Where an entry lies. */
  int index(int row, int column) {
    return offset + Product.of(row, stride) + column;
  }
}
