package org.cocogan.setup;

import org.cocogan.data.PixelImage;
import org.cocogan.patch.Size;

/**
 * The opposite edges of pictures that meet, as those of panoramas and tiles do.
 *
 * @param sides whether the right edge goes on at the left one
 * @param topAndBottom whether the bottom goes on at the top
 */
record Edges(boolean sides, boolean topAndBottom) {
  /** Counts pictures for and against. */
  static final class Votes {
    private int sides;
    private int topAndBottom;

    void add(PixelImage image) {
      sides += meet(image, true) ? 1 : -1;
      topAndBottom += meet(image, false) ? 1 : -1;
    }

    /** What most of the pictures show. */
    Edges majority() {
      return new Edges(sides > 0, topAndBottom > 0);
    }
  }

  /** The edges that meet, in words that follow others; empty if none meet. */
  String sentence() {
    if (sides) {
      return topAndBottom ? "; opposite edges meet" : "; left and right edges meet";
    }
    return topAndBottom ? "; top and bottom edges meet" : "";
  }

  /** As much as lines beside each other may differ for the lines of two edges to be neighbours. */
  private static final double NEIGHBOURS = 2;

  /**
   * How near the lines of two edges must be in comparison with lines that have nothing in common.
   */
  private static final double STRANGERS = 0.5;

  /** Lines that hardly change along their way say nothing: a plain background meets everywhere. */
  private static final double LEAST_CHANGE = 1;

  /** Lines at each edge whose differences are averaged. */
  private static final int MARGIN = 4;

  private static final int FEWEST = 16;

  /**
   * Whether the first and the last line are neighbours.
   *
   * @param columns whether lines are columns; rows otherwise
   */
  private static boolean meet(PixelImage image, boolean columns) {
    Lines lines = new Lines(image, columns);
    if (lines.count() < FEWEST) {
      return false;
    }
    int last = lines.count() - 1;
    double seam = lines.difference(0, last);
    double inside = 0;
    for (int i = 0; i < MARGIN; i++) {
      inside += lines.difference(i, i + 1) + lines.difference(last - i, last - i - 1);
    }
    inside /= 2 * MARGIN;
    double strangers =
        (lines.difference(0, lines.count() / 2) + lines.difference(last, lines.count() / 2)) / 2;
    return lines.change(0) > LEAST_CHANGE
        && seam <= NEIGHBOURS * inside
        && seam <= STRANGERS * strangers;
  }

  /** The columns of an image, or its rows. */
  private record Lines(PixelImage image, boolean columns) {
    int count() {
      Size size = image.size();
      return columns ? size.width() : size.height();
    }

    private int length() {
      Size size = image.size();
      return columns ? size.height() : size.width();
    }

    /** The mean absolute difference of two lines, in levels of 255. */
    double difference(int one, int other) {
      long sum = 0;
      for (int i = 0; i < length(); i++) {
        for (int channel = 0; channel < image.channels(); channel++) {
          sum += Math.abs(at(one, i, channel) - at(other, i, channel));
        }
      }
      return sum / ((double) length() * image.channels());
    }

    /** The mean absolute difference of neighbours within a line. */
    double change(int line) {
      long sum = 0;
      for (int i = 1; i < length(); i++) {
        sum += Math.abs(at(line, i, 0) - at(line, i - 1, 0));
      }
      return sum / (double) length();
    }

    private int at(int line, int place, int channel) {
      int row = columns ? place : line;
      int column = columns ? line : place;
      int pixel = row * image.size().width() + column;
      return image.pixels()[pixel * image.channels() + channel] & 255;
    }
  }
}
