package org.cocogan.data.large;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.cocogan.data.large.TileLevels.TileRow;

/**
 * Consecutive bands of a deep zoom, drawn apart from the others: tiles of the last levels, up to
 * the one where a section is a single row of tiles. The levels before are made of all sections
 * together, so that the tiles are those that {@link DeepZoomFolder} writes.
 *
 * @param raster of the whole picture
 * @param page shows it
 * @param bands in each section but the last, a power of two
 */
public record DeepZoomSection(Raster raster, DeepZoomPage page, int bands) {
  /**
   * Checks that sections meet at the edges of tiles.
   *
   * @throws IllegalArgumentException if the number of bands is no power of two
   */
  public DeepZoomSection {
    if (bands < 1 || Integer.bitCount(bands) != 1) {
      throw new IllegalArgumentException("a section has 1, 2, 4, 8 ... bands, not " + bands);
    }
  }

  /** The level where a section is one row of tiles; 0 if even the whole picture is less. */
  private int seam() {
    return Math.max(0, new TileLevels(raster).last() - Integer.numberOfTrailingZeros(bands));
  }

  /** Where a folder's tiles of that level lie, which {@link #finish} needs. */
  public Path seam(Path folder) {
    return folder.resolve(DeepZoomPage.TILES).resolve(String.valueOf(seam()));
  }

  /**
   * Writes the tiles of a section.
   *
   * @param folder where all sections of the picture go, or one of its own
   * @param first number of its first band, a multiple of those in a section
   * @param rows of a band, [rows, width, channels] bytes
   */
  public void write(Path folder, int first, IntFunction<byte[]> rows) throws IOException {
    TileFiles tiles = tiles(folder);
    tiles.makeFolders(seam());
    int last = Math.min(first + bands, raster.bands());
    for (int band = first; band < last; band++) {
      byte[] pixels = rows.apply(band);
      for (TileRow row : tiles.levels().completedBy(band)) {
        if (row.level() >= seam()) {
          tiles.write(row, pixels);
        }
      }
    }
  }

  /**
   * Writes the page and the levels that no section has.
   *
   * @param folder with the tiles of the first level that the sections have
   */
  public void finish(Path folder) throws IOException {
    TileFiles tiles = tiles(folder);
    tiles.makeFolders(0);
    for (TileRow row : above(tiles.levels())) {
      tiles.writeHalved(row);
    }
    page.write(folder, tiles.levels());
  }

  private List<TileRow> above(TileLevels levels) {
    List<TileRow> rows = new ArrayList<>();
    for (int level = seam() - 1; level >= 0; level--) {
      for (int row = 0; row < levels.rows(level); row++) {
        rows.add(new TileRow(level, row));
      }
    }
    return rows;
  }

  private TileFiles tiles(Path folder) {
    return new TileFiles(folder.resolve(DeepZoomPage.TILES), new TileLevels(raster));
  }
}
