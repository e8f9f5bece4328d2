package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.exact.Product;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Cuts macro patches out of generated full images, each at a whole position of its own.
 *
 * <p>A program's shapes are fixed while positions differ from row to row of a batch: so the window
 * at every position is cut, and the one that is wanted is added to nothing of the others. Inputs:
 * {@code macro_row} [batch, rows of micro patches], which is 1 at the row of the macro patch and 0
 * elsewhere, and {@code macro_column} likewise.
 *
 * @param layout of the images
 */
record MacroWindows(PatchLayout layout) {
  private static final String ROW = "macro_row";
  private static final String COLUMN = "macro_column";

  /** The shape of each input. */
  Map<String, Shape> inputs(int batch) {
    Grid grid = layout.microInFull();
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put(ROW, Shape.of(batch, grid.rows()));
    inputs.put(COLUMN, Shape.of(batch, grid.columns()));
    return inputs;
  }

  /**
   * The inputs for positions.
   *
   * @param positions (row, column) of each, whole numbers
   */
  Map<String, HostArray> at(double[][] positions) {
    Grid grid = layout.microInFull();
    return Map.of(
        ROW, chosen(positions, 0, grid.rows()), COLUMN, chosen(positions, 1, grid.columns()));
  }

  private static HostArray chosen(double[][] positions, int axis, int count) {
    float[] values = new float[Product.of(positions.length, count)];
    for (int i = 0; i < positions.length; i++) {
      values[i * count + (int) positions[i][axis]] = 1;
    }
    return new HostArray(Shape.of(positions.length, count), values);
  }

  /**
   * The macro patches.
   *
   * @param images [batch, channels, full height, full width]
   * @param program has the inputs
   * @return [batch, channels, macro height, macro width]
   */
  Tensor cut(Tensor images, ProgramScope program) {
    Tensor bands =
        cut(images, 2, layout.macro().height(), layout.micro().height(), program.input(ROW));
    return cut(bands, 3, layout.macro().width(), layout.micro().width(), program.input(COLUMN));
  }

  /** Windows that start too late for the image go on at its beginning, as on a cyclic axis. */
  private static Tensor cut(Tensor images, int axis, int length, int stride, Tensor chosen) {
    int count = chosen.shape().dimension(1);
    Tensor around = Tensor.concat(axis, images, images.slice(axis, 0, length));
    Tensor sum = window(around, axis, 0, length, stride, chosen);
    for (int position = 1; position < count; position++) {
      sum = sum.add(window(around, axis, position, length, stride, chosen));
    }
    return sum;
  }

  private static Tensor window(
      Tensor around, int axis, int position, int length, int stride, Tensor chosen) {
    return around
        .slice(axis, position * stride, position * stride + length)
        .multiply(chosen.slice(1, position, position + 1).reshape(-1, 1, 1, 1));
  }
}
