package org.cocogan.data;

import org.cocogan.patch.Size;

/**
 * The orientation in which a photograph was stored, in the order of the values of Exif's tag
 * Orientation.
 */
public enum Orientation {
  /** As it is to be seen. */
  UPRIGHT(false, false, false),
  /** Left and right are exchanged. */
  MIRRORED(false, false, true),
  /** Turned by 180 degrees. */
  UPSIDE_DOWN(false, true, true),
  /** Top and bottom are exchanged. */
  MIRRORED_UPSIDE_DOWN(false, true, false),
  /** Rows are columns. */
  TRANSPOSED(true, false, false),
  /** To be turned clockwise by 90 degrees. */
  LYING_ON_THE_LEFT(true, true, false),
  /** Rows are columns, from the other corner. */
  TRANSPOSED_UPSIDE_DOWN(true, true, true),
  /** To be turned clockwise by 270 degrees. */
  LYING_ON_THE_RIGHT(true, false, true);

  private final boolean swapped;
  private final boolean fromBottom;
  private final boolean fromRight;

  Orientation(boolean swapped, boolean fromBottom, boolean fromRight) {
    this.swapped = swapped;
    this.fromBottom = fromBottom;
    this.fromRight = fromRight;
  }

  /** What Exif numbers from one on; upright where it numbers none. */
  static Orientation of(int number) {
    Orientation[] all = values();
    return number >= 1 && number <= all.length ? all[number - 1] : UPRIGHT;
  }

  /** The image as it is to be seen. */
  public PixelImage upright(PixelImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int storedHeight = stored.size().height();
    int storedWidth = stored.size().width();
    int height = swapped ? storedWidth : storedHeight;
    int width = swapped ? storedHeight : storedWidth;
    int channels = stored.channels();
    byte[] pixels = new byte[stored.pixels().length];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = swapped ? x : y;
        int column = swapped ? y : x;
        row = fromBottom ? storedHeight - 1 - row : row;
        column = fromRight ? storedWidth - 1 - column : column;
        int from = (row * storedWidth + column) * channels;
        System.arraycopy(stored.pixels(), from, pixels, at, channels);
        at += channels;
      }
    }
    return new PixelImage(new Size(height, width), channels, pixels);
  }
}
