package org.cocogan.data.large;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * The levels of a deep zoom: the last one shows all pixels, each one before it half as many along
 * both axes, rounded up, and the first one a single pixel.
 *
 * @param raster of the whole picture
 */
record TileLevels(Raster raster) {
  /**
   * A row of tiles.
   *
   * @param level from 0
   * @param row from the top
   */
  record TileRow(int level, int row) {}

  /** The level that shows all pixels. */
  int last() {
    int side = Math.max(raster.size().height(), raster.size().width());
    return Integer.SIZE - Integer.numberOfLeadingZeros(side - 1);
  }

  /** How large the picture is on a level. */
  Size size(int level) {
    int shift = last() - level;
    return new Size(halved(raster.size().height(), shift), halved(raster.size().width(), shift));
  }

  private static int halved(int side, int times) {
    return (int) ((side + (1L << times) - 1) >> times);
  }

  int rows(int level) {
    return Division.ceil(size(level).height(), raster.tileSide());
  }

  int columns(int level) {
    return Division.ceil(size(level).width(), raster.tileSide());
  }

  /** The size of a tile; at the right and lower edge they may be smaller. */
  Size tile(int level, int row, int column) {
    Size size = size(level);
    int side = raster.tileSide();
    return new Size(
        Math.min(side, size.height() - Product.of(row, side)),
        Math.min(side, size.width() - Product.of(column, side)));
  }

  /** The rows of tiles that can be made once a band is there, the largest level first. */
  List<TileRow> completedBy(int band) {
    List<TileRow> rows = new ArrayList<>();
    int level = last();
    int row = band;
    rows.add(new TileRow(level, row));
    while (level > 0 && (row % 2 == 1 || row == rows(level) - 1)) {
      level--;
      row /= 2;
      rows.add(new TileRow(level, row));
    }
    return rows;
  }
}
