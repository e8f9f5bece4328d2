package org.cocogan.figure;

/**
 * A rectangle of micro patches.
 *
 * @param top first row
 * @param left first column
 * @param bottom the row after the last
 * @param right the column after the last
 */
record Cells(int top, int left, int bottom, int right) {
  boolean contains(int row, int column) {
    return row >= top && row < bottom && column >= left && column < right;
  }
}
