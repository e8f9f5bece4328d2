package org.cocogan.data.large;

import java.util.Locale;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * The shape of a large picture and of its bands, which are written from the top down.
 *
 * @param size of the whole picture
 * @param channels 3 for red, green, blue; 1 for grey
 * @param tileSide rows of a band and side of the square tiles it is cut into, a multiple of 16 as
 *     TIFF wants it
 */
public record Raster(Size size, int channels, int tileSide) {
  private static final int TILE_STEP = 16;
  private static final int USUAL_SIDE = 256;
  private static final int LARGEST_SIDE = 1024;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a band would be too wide to hold, or the values make no
   *     picture
   */
  public Raster {
    if ((channels != 1 && channels != 3) || tileSide < 1 || tileSide % TILE_STEP != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no picture has %d channels and tiles of %d pixels",
              channels,
              tileSide));
    }
    long mostWidth = LARGEST_ARRAY / ((long) channels * tileSide) - 1;
    if (size.width() > mostWidth) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a picture of %s pixels is too wide to be written; at most %d pixels are possible",
              size,
              mostWidth));
    }
  }

  /**
   * A side of tiles, so that bands meet no micro patch half way where that is possible with tiles
   * of at most 1024 pixels; else 256.
   *
   * @param microHeight rows of a micro patch
   */
  public static int tileSide(int microHeight) {
    int step = microHeight;
    while (step % TILE_STEP != 0 && step <= LARGEST_SIDE) {
      step += microHeight;
    }
    return step > LARGEST_SIDE ? USUAL_SIDE : Product.of(Math.max(1, USUAL_SIDE / step), step);
  }

  /** How many bands there are. */
  public int bands() {
    return Division.ceil(size.height(), tileSide);
  }

  /** How many rows a band has; the last one may have fewer than the others. */
  public int rows(int band) {
    return Math.min(tileSide, size.height() - Product.of(band, tileSide));
  }

  /** How many tiles stand side by side. */
  int columns() {
    return Division.ceil(size.width(), tileSide);
  }

  /** Bytes of a row of pixels. */
  int rowBytes() {
    return Product.of(size.width(), channels);
  }

  /** Bytes of all pixels. */
  long bytes() {
    return (long) size.height() * rowBytes();
  }
}
