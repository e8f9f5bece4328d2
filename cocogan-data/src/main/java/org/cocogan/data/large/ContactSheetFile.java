package org.cocogan.data.large;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.DataException;
import org.cocogan.data.PartialFile;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * A contact sheet that goes to its file while its images are made; one row of them is in memory at
 * a time. The file, a PNG, appears when it is whole.
 */
public final class ContactSheetFile implements AutoCloseable {
  /** Rows of pixels that are compressed together. */
  private static final int BAND = 256;

  /** The most bytes that a row of images, or a band, may have. */
  private static final int MOST_BYTES = 256 << 20;

  private final ContactSheet layout;
  private final int count;
  private final Raster raster;
  private final PictureFile file;
  private final List<PixelImage> row = new ArrayList<>();
  private final byte[] band;
  private int filled;
  private int added;

  /**
   * Begins a sheet.
   *
   * @param target the PNG; replaced, if it exists, once the sheet is whole
   * @param count how many images there will be, at least one
   * @param image the size of each
   * @param channels of each: 3 for red, green, blue; 1 for grey
   * @throws DataException if the sheet would be too large, or cannot be written
   */
  public ContactSheetFile(Path target, ContactSheet layout, int count, Size image, int channels) {
    this.layout = layout;
    this.count = count;
    Size sheet = layout.size(count, image);
    long rows = Math.max(BAND, layout.rowHeight(image));
    if (rows * sheet.width() > MOST_BYTES / channels) {
      throw new DataException(
          target
              + ": a sheet of "
              + count
              + " images of "
              + image
              + " is too large; draw fewer, or each into a file of its own");
    }
    raster = new Raster(sheet, channels, BAND);
    band = new byte[Product.of(BAND, raster.rowBytes())];
    file =
        PictureFile.open(
            raster, new PngFormat(), new PartialFile(target), Optional.empty(), "a contact sheet");
  }

  /**
   * Adds the next image.
   *
   * @throws IllegalArgumentException if it differs from the others in size or channels
   */
  public void add(PixelImage image) {
    row.add(image);
    added++;
    if (row.size() == layout.columns() || added == count) {
      PixelImage tiled = layout.tile(row);
      // The gap below is the one above the next row.
      int gap = added == count ? 0 : layout.gap();
      add(tiled.pixels(), Product.of(tiled.size().height() - gap, raster.rowBytes()));
      row.clear();
    }
  }

  private void add(byte[] pixels, int bytes) {
    for (int from = 0; from < bytes; ) {
      int wanted = Product.of(raster.rows(file.done()), raster.rowBytes());
      int part = Math.min(bytes - from, wanted - filled);
      System.arraycopy(pixels, from, band, filled, part);
      from += part;
      filled += part;
      if (filled == wanted) {
        file.add(Arrays.copyOf(band, filled));
        filled = 0;
      }
    }
  }

  /** Moves the sheet to its place, once all images are there. */
  public void finish() {
    if (added != count) {
      throw new IllegalStateException("only " + added + " of " + count + " images are there");
    }
    file.finish();
  }

  /** Deletes what was written unless the sheet is finished. */
  @Override
  public void close() {
    file.close();
  }
}
