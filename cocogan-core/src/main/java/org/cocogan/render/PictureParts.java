package org.cocogan.render;

import org.cocogan.exact.Product;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;

/**
 * The division of a picture into the parts that are drawn: its micro patches, or rectangles of them
 * from a source that makes those. Parts of the last row and column may reach past the picture.
 *
 * @param part micro patches in each
 * @param grid parts in the picture
 * @param size pixels of a part
 * @param points of a part whose coordinates the source is told
 * @param batch parts that are computed together
 */
record PictureParts(Grid part, Grid grid, Size size, PointGrid points, int batch) {
  private static final int MOST_IN_BATCH = 64;
  private static final int MOST_PIXELS = 1 << 18;

  /** Of rectangles, because a batch is computed for one of them, too. */
  private static final int MOST_PIXELS_OF_RECTANGLES = 1 << 14;

  private static final int LONGEST_SIDE_OF_RECTANGLE = 64;

  /**
   * The parts of a picture.
   *
   * @param window micro patches in the picture
   */
  static PictureParts of(PatchSource source, Size micro, Grid window) {
    boolean rectangles = source.makesRectangles();
    Grid part =
        rectangles
            ? new Grid(
                together(window.rows(), micro.height()), together(window.columns(), micro.width()))
            : new Grid(1, 1);
    Size size =
        new Size(
            Product.of(part.rows(), micro.height()), Product.of(part.columns(), micro.width()));
    return new PictureParts(
        part,
        new Grid(
            roundedUp(window.rows(), part.rows()), roundedUp(window.columns(), part.columns())),
        size,
        source.points(part),
        batch(size, rectangles ? MOST_PIXELS_OF_RECTANGLES : MOST_PIXELS));
  }

  private static int together(int patches, int side) {
    return Math.min(patches, Math.max(1, LONGEST_SIDE_OF_RECTANGLE / side));
  }

  private static int roundedUp(int length, int part) {
    return (length + part - 1) / part;
  }

  /** How many micro patches are computed together. */
  static int batch(Size micro) {
    return batch(micro, MOST_PIXELS);
  }

  private static int batch(Size size, int pixels) {
    return Math.max(1, Math.min(MOST_IN_BATCH, pixels / Product.of(size.height(), size.width())));
  }
}
