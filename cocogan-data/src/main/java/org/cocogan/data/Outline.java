package org.cocogan.data;

import org.cocogan.patch.PixelRegion;

/**
 * A line around a region of an image, just inside it.
 *
 * @param red of the line, in 0..255
 * @param green likewise
 * @param blue likewise; a grey image takes the colour's luma
 * @param thickness in pixels, at least one
 */
public record Outline(int red, int green, int blue, int thickness) {
  private static final int SIDE_PER_PIXEL = 64;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Outline {
    if (((red | green | blue) & ~255) != 0 || thickness < 1) {
      throw new IllegalArgumentException(
          "no such outline: red "
              + red
              + ", green "
              + green
              + ", blue "
              + blue
              + ", thickness "
              + thickness);
    }
  }

  /** A red line, as thick as an image can well bear. */
  public static Outline red(PixelImage image) {
    return new Outline(255, 0, 0, thickness(image));
  }

  /** A yellow line, as thick as an image can well bear. */
  public static Outline yellow(PixelImage image) {
    return new Outline(255, 255, 0, thickness(image));
  }

  private static int thickness(PixelImage image) {
    int side = Math.min(image.size().height(), image.size().width());
    return Math.max(1, side / SIDE_PER_PIXEL);
  }

  /**
   * Draws the line on a copy of an image. A region that reaches past the far edge goes on at the
   * near one; along an axis that it fills it has no ends, and none are drawn.
   */
  public PixelImage draw(PixelImage image, PixelRegion region) {
    byte[] pixels = image.pixels().clone();
    boolean rowsEnd = region.height() < image.size().height();
    boolean columnsEnd = region.width() < image.size().width();
    for (int row = 0; row < region.height(); row++) {
      boolean onRow = rowsEnd && isNearEnd(row, region.height());
      for (int column = 0; column < region.width(); column++) {
        if (onRow || (columnsEnd && isNearEnd(column, region.width()))) {
          colour(pixels, image, region.top() + row, region.left() + column);
        }
      }
    }
    return new PixelImage(image.size(), image.channels(), pixels);
  }

  private boolean isNearEnd(int place, int length) {
    return place < thickness || place >= length - thickness;
  }

  private void colour(byte[] pixels, PixelImage image, int row, int column) {
    int at =
        (row % image.size().height() * image.size().width() + column % image.size().width())
            * image.channels();
    if (image.channels() == 1) {
      pixels[at] = (byte) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    } else {
      pixels[at] = (byte) red;
      pixels[at + 1] = (byte) green;
      pixels[at + 2] = (byte) blue;
    }
  }
}
