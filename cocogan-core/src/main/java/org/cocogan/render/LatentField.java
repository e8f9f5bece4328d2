package org.cocogan.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * An image without end, whose latent vector changes from place to place: any region of it is the
 * same whenever it is read, and takes a time of its own size, wherever it is.
 *
 * <p>Along a cyclic axis it goes on for ever; an open axis has the length of an image. It is made
 * in square parts, of which the latest are kept. Any number of threads may read at the same time.
 */
public final class LatentField implements AutoCloseable {
  private static final int PARTS_KEPT = 256;

  private final PatchSource source;
  private final CoordinateSystem coordinates;
  private final int channels;
  private final LatentLattice latents;
  private final PictureParts parts;

  /** The least recently used one first. */
  private final Map<Place, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** A part, counted from that at the origin. */
  private record Place(long row, long column) {}

  /**
   * Makes a field that is computed by a generator.
   *
   * @param source makes rectangles, and is closed with the field
   * @param channels of a pixel
   * @param latents of all places
   * @throws IllegalArgumentException if no axis is cyclic
   */
  LatentField(
      PatchSource source, CoordinateSystem coordinates, int channels, LatentLattice latents) {
    if (!coordinates.verticallyCyclic() && !coordinates.horizontallyCyclic()) {
      throw new IllegalArgumentException(
          "a latent field goes on along cyclic axes, and "
              + coordinates.name()
              + " coordinates have none; toroidal and cylindrical ones do");
    }
    this.source = source;
    this.coordinates = coordinates;
    this.channels = channels;
    this.latents = latents;
    this.parts = PictureParts.of(source, coordinates.layout().micro(), coordinates.microGrid());
  }

  /**
   * Reads a region.
   *
   * @param x column of its first pixel; along an open axis inside the image
   * @param y row of its first pixel
   * @param width columns, at least one
   * @param height rows, at least one
   * @return [height, width, channels] bytes in 0..255, row-major
   * @throws IllegalArgumentException if the region reaches past the end of an open axis
   */
  public byte[] read(long x, long y, int width, int height) {
    requireThere("row", y, height, rows(), coordinates.verticallyCyclic());
    requireThere("column", x, width, columns(), coordinates.horizontallyCyclic());
    byte[] pixels = new byte[Product.of(height, width, channels)];
    Size size = parts.size();
    long lastRow = Math.floorDiv(y + height - 1, size.height());
    long lastColumn = Math.floorDiv(x + width - 1, size.width());
    for (long row = Math.floorDiv(y, size.height()); row <= lastRow; row++) {
      for (long column = Math.floorDiv(x, size.width()); column <= lastColumn; column++) {
        paste(
            part(new Place(row, column)),
            row * size.height() - y,
            column * size.width() - x,
            pixels,
            new Size(height, width));
      }
    }
    return pixels;
  }

  /**
   * Reads a region whose place and size are those of pixels.
   *
   * @throws IllegalArgumentException as {@link #read(long, long, int, int)} does
   */
  public byte[] read(PixelRegion region) {
    return read(region.left(), region.top(), region.width(), region.height());
  }

  private int rows() {
    return Product.of(coordinates.microGrid().rows(), coordinates.layout().micro().height());
  }

  private int columns() {
    return Product.of(coordinates.microGrid().columns(), coordinates.layout().micro().width());
  }

  private static void requireThere(String what, long from, int count, int all, boolean cyclic) {
    if (count < 1 || (!cyclic && (from < 0 || from + count > all))) {
      throw new IllegalArgumentException(
          "there is no region of "
              + count
              + " "
              + what
              + "(s) from "
              + what
              + " "
              + from
              + (cyclic ? "" : "; the field has " + all));
    }
  }

  private void paste(byte[] part, long top, long left, byte[] pixels, Size into) {
    Size size = parts.size();
    int fromColumn = (int) Math.max(0, -left);
    int columns = (int) Math.min(size.width(), into.width() - left) - fromColumn;
    for (int row = (int) Math.max(0, -top);
        row < Math.min(size.height(), into.height() - top);
        row++) {
      System.arraycopy(
          part,
          (row * size.width() + fromColumn) * channels,
          pixels,
          (int) ((top + row) * into.width() + left + fromColumn) * channels,
          columns * channels);
    }
  }

  private byte[] part(Place place) {
    synchronized (kept) {
      Optional<byte[]> known = Optional.ofNullable(kept.get(place));
      if (known.isPresent()) {
        return known.get();
      }
    }
    byte[] part = make(place);
    synchronized (kept) {
      kept.put(place, part);
      if (kept.size() > PARTS_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return part;
  }

  /**
   * The field's beginning, as a picture whose parts are drawn one by one.
   *
   * @param side its pixels along an endless axis, rounded up to whole parts
   */
  public PartedPicture parted(int side) {
    Size size = parts.size();
    return new PartedPicture(
        new Size(
            coordinates.verticallyCyclic() ? PartedPicture.roundedUp(side, size.height()) : rows(),
            coordinates.horizontallyCyclic()
                ? PartedPicture.roundedUp(side, size.width())
                : columns()),
        size,
        channels,
        (row, column) -> inputs(new Place(row, column)));
  }

  /** Alone in its batch, so that it is the same whatever is read beside it. */
  private byte[] make(Place place) {
    PartInputs inputs = inputs(place);
    HostArray made = source.patches(inputs.latents(), inputs.coordinates());
    Size size = parts.size();
    byte[] pixels = new byte[Product.of(size.height(), size.width(), channels)];
    Pixels.toBytes(made, 0, pixels, 0, Product.of(size.width(), channels));
    return pixels;
  }

  private PartInputs inputs(Place place) {
    Grid points = parts.points().points();
    long row = place.row() * parts.part().rows();
    long column = place.column() * parts.part().columns();
    Grid grid = coordinates.microGrid();
    float[] places =
        parts
            .points()
            .coordinates(
                coordinates,
                inImage(row, grid.rows(), coordinates.verticallyCyclic()),
                inImage(column, grid.columns(), coordinates.horizontallyCyclic()));
    return new PartInputs(
        latents.at(parts.points(), (double) row, (double) column),
        new HostArray(
            Shape.of(1, points.rows(), points.columns(), coordinates.dimension()), places));
  }

  /** A position on a cyclic axis within the image, where its coordinates are most exact. */
  private static double inImage(long position, int count, boolean cyclic) {
    return cyclic ? Math.floorMod(position, count) : (double) position;
  }

  @Override
  public void close() {
    source.close();
  }
}
