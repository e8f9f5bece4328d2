package org.cocogan.patch;

/**
 * A height and a width in pixels.
 *
 * @param height rows, at least one
 * @param width columns, at least one
 */
public record Size(int height, int width) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is below one
   */
  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a size is at least 1x1 pixels, not " + height + "x" + width);
    }
  }

  /** Whether both sides are whole multiples of the other's. */
  public boolean isMultipleOf(Size part) {
    return height % part.height == 0 && width % part.width == 0;
  }

  /** Such as {@code 64x128}: height, then width. */
  @Override
  public String toString() {
    return height + "x" + width;
  }
}
