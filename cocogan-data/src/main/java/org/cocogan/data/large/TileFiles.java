package org.cocogan.data.large;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.data.large.TileLevels.TileRow;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * The tiles of a deep zoom as files, {@code LEVEL/COLUMN_ROW.png}.
 *
 * @param folder of the levels
 * @param levels that there are
 */
record TileFiles(Path folder, TileLevels levels) {
  /** Makes the folders of levels. */
  void makeFolders(int firstLevel) throws IOException {
    for (int level = firstLevel; level <= levels.last(); level++) {
      Files.createDirectories(folder.resolve(String.valueOf(level)));
    }
  }

  Path file(int level, int row, int column) {
    return folder.resolve(String.format(Locale.ROOT, "%d/%d_%d.png", level, column, row));
  }

  /**
   * Writes a row of tiles side by side, of the last level from pixels and of others from the files
   * of the level after it.
   *
   * @param rows [rows of the band, width, channels] bytes
   * @return the bytes of their files
   */
  List<byte[]> write(TileRow row, byte[] rows) throws IOException {
    return row.level() == levels.last()
        ? write(row, column -> cut(rows, row.row(), column))
        : writeHalved(row);
  }

  /** Writes a row of tiles of a level before the last one. */
  List<byte[]> writeHalved(TileRow row) throws IOException {
    return write(row, column -> halved(row, column));
  }

  private List<byte[]> write(TileRow row, IntFunction<PixelImage> maker) throws IOException {
    List<byte[]> files =
        IntStream.range(0, levels.columns(row.level()))
            .parallel()
            .mapToObj(column -> PngFormat.file(maker.apply(column)))
            .toList();
    for (int column = 0; column < files.size(); column++) {
      Files.write(file(row.level(), row.row(), column), files.get(column));
    }
    return files;
  }

  private PixelImage cut(byte[] rows, int row, int column) {
    Raster raster = levels.raster();
    Size size = levels.tile(levels.last(), row, column);
    int rowBytes = Product.of(size.width(), raster.channels());
    byte[] pixels = new byte[Product.of(size.height(), rowBytes)];
    int left = column * raster.tileSide() * raster.channels();
    for (int y = 0; y < size.height(); y++) {
      System.arraycopy(rows, y * raster.rowBytes() + left, pixels, y * rowBytes, rowBytes);
    }
    return new PixelImage(size, raster.channels(), pixels);
  }

  /** A tile made of those that it covers on the next level. */
  private PixelImage halved(TileRow row, int column) {
    int channels = levels.raster().channels();
    int below = row.level() + 1;
    Size size = levels.tile(row.level(), row.row(), column);
    byte[] pixels = new byte[Product.of(size.height(), size.width(), channels)];
    PixelImage image = new PixelImage(size, channels, pixels);
    int half = levels.raster().tileSide() / 2;
    for (int down = 0; down < 2 && Product.of(2, row.row()) + down < levels.rows(below); down++) {
      for (int right = 0;
          right < 2 && Product.of(2, column) + right < levels.columns(below);
          right++) {
        Path child = file(below, Product.of(2, row.row()) + down, Product.of(2, column) + right);
        Halving.paste(
            Images.read(child, channels), image, Product.of(down, half), Product.of(right, half));
      }
    }
    return image;
  }
}
