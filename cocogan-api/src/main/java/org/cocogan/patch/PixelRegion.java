package org.cocogan.patch;

/**
 * A rectangle of pixels of a full image. Where an axis is cyclic it may reach past the far edge and
 * goes on at the near one: column c stands for column c modulo the image's width.
 *
 * @param top first row, not negative
 * @param left first column, not negative
 * @param height rows
 * @param width columns
 */
public record PixelRegion(int top, int left, int height, int width) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the region is empty or starts before the image
   */
  public PixelRegion {
    if (top < 0 || left < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "no such pixel region: top " + top + ", left " + left + ", " + height + "x" + width);
    }
  }
}
