package org.cocogan.render;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * A picture that says what the parts of a region are computed from, and puts them together; {@link
 * SharedParts} computes them. It holds no pixels, so that it may be as large as an int counts.
 *
 * <p>It is immutable.
 */
public final class PartedPicture {
  private final Size size;
  private final Size part;
  private final int channels;
  private final Inputs inputs;

  /** The inputs of the part in a row and column. */
  interface Inputs {
    PartInputs of(int row, int column);
  }

  PartedPicture(Size size, Size part, int channels, Inputs inputs) {
    this.size = size;
    this.part = part;
    this.channels = channels;
    this.inputs = inputs;
  }

  /** Its pixels. */
  public Size size() {
    return size;
  }

  /** The pixels of a part; those of the last row and column may reach past the picture. */
  public Size part() {
    return part;
  }

  /** 3 for red, green, blue; 1 for grey. */
  public int channels() {
    return channels;
  }

  /** How many parts a region touches. */
  public long parts(PixelRegion region) {
    return count(region.top(), region.height(), part.height())
        * count(region.left(), region.width(), part.width());
  }

  private static long count(int first, int length, int side) {
    return last(first, length, side) - first / side + 1;
  }

  private static long last(int first, int length, int side) {
    return ((long) first + length - 1) / side;
  }

  /**
   * What the parts that a region touches are computed from, row-major.
   *
   * @param region inside the picture
   * @throws IllegalArgumentException if it is not, or coordinates are not known there
   */
  public List<PartInputs> inputs(PixelRegion region) {
    if ((long) region.top() + region.height() > size.height()
        || (long) region.left() + region.width() > size.width()) {
      throw new IllegalArgumentException(region + " reaches past a picture of " + size);
    }
    List<PartInputs> all = new ArrayList<>();
    long lastRow = last(region.top(), region.height(), part.height());
    long lastColumn = last(region.left(), region.width(), part.width());
    for (int row = region.top() / part.height(); row <= lastRow; row++) {
      for (int column = region.left() / part.width(); column <= lastColumn; column++) {
        all.add(inputs.of(row, column));
      }
    }
    return all;
  }

  /**
   * Puts a region together.
   *
   * @param parts of {@link #inputs}, in that order, each [part height, part width, channels] bytes
   * @return [region height, region width, channels] bytes
   */
  public byte[] assembled(PixelRegion region, List<byte[]> parts) {
    RegionCanvas canvas = new RegionCanvas(region, size, part, channels);
    int columns = (int) count(region.left(), region.width(), part.width());
    for (int i = 0; i < parts.size(); i++) {
      canvas.paste(
          region.top() / part.height() + i / columns,
          region.left() / part.width() + i % columns,
          parts.get(i));
    }
    return canvas.pixels();
  }

  /** The number of whole parts that have at least so many pixels along an axis. */
  static int roundedUp(int pixels, int side) {
    return Product.of(Division.ceil(pixels, side), side);
  }
}
