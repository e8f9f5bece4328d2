package org.cocogan.render;

import java.util.Locale;
import org.cocogan.exact.Product;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * The geometry of an image in pixels: the places of its micro patches and regions.
 *
 * @param coordinates of the image
 */
public record ImageGeometry(CoordinateSystem coordinates) {
  /** The size of a whole image. */
  public Size size() {
    return sizeOf(coordinates.microGrid());
  }

  /** The size of a picture with so many rows and columns of micro patches. */
  public Size sizeOf(Grid window) {
    Size micro = coordinates.layout().micro();
    return new Size(
        Product.of(window.rows(), micro.height()), Product.of(window.columns(), micro.width()));
  }

  /** Where a whole image is. */
  public PixelRegion whole() {
    return all(size());
  }

  static PixelRegion all(Size size) {
    return new PixelRegion(0, 0, size.height(), size.width());
  }

  /**
   * Where one micro patch of an image is.
   *
   * @throws IllegalArgumentException if an image has no such patch
   */
  public PixelRegion patch(int row, int column) {
    coordinates.microGrid().cell(row, column);
    Size micro = coordinates.layout().micro();
    return new PixelRegion(
        Product.of(row, micro.height()),
        Product.of(column, micro.width()),
        micro.height(),
        micro.width());
  }

  /** The part of an image that real images show: all of it, unless coordinates go on beyond. */
  public PixelRegion real() {
    Size image = size();
    Size full = coordinates.layout().full();
    return new PixelRegion(
        (image.height() - full.height()) / 2,
        (image.width() - full.width()) / 2,
        full.height(),
        full.width());
  }

  /**
   * What shows an image so many times over, side by side, along every axis whose edges meet.
   *
   * @param times at least one
   * @throws IllegalArgumentException if no edges meet
   */
  public PixelRegion repeated(int times) {
    boolean vertically = coordinates.verticallyCyclic();
    boolean horizontally = coordinates.horizontallyCyclic();
    if (!vertically && !horizontally) {
      throw new IllegalArgumentException(
          "an image in "
              + coordinates.name()
              + " coordinates has no edges that meet, so it does not repeat; those of a coordinate"
              + " system with a cyclic axis do, such as cylindrical");
    }
    Size image = size();
    return new PixelRegion(
        0,
        0,
        Product.of(image.height(), vertically ? times : 1),
        Product.of(image.width(), horizontally ? times : 1));
  }

  /**
   * Makes sure that an image has a region.
   *
   * @throws IllegalArgumentException if the region reaches past an edge that meets no other
   */
  public void requireThere(PixelRegion region) {
    Size image = size();
    if (!coordinates.verticallyCyclic()) {
      requireInside(region, "rows", (long) region.top() + region.height(), image.height());
    }
    if (!coordinates.horizontallyCyclic()) {
      requireInside(region, "columns", (long) region.left() + region.width(), image.width());
    }
  }

  private static void requireInside(PixelRegion region, String axis, long end, int length) {
    if (end > length) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "the region of %dx%d pixels at %d,%d ends after %d %s, but an image has %d of"
                      + " them and",
                  region.height(),
                  region.width(),
                  region.top(),
                  region.left(),
                  end,
                  axis,
                  length)
              + " does not go on at its other edge");
    }
  }
}
