package org.cocogan.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;

/**
 * A rectangle whose place is drawn for each image, uniformly, from the seed and the image's number.
 *
 * @param size of the rectangle
 * @param top what its first row is drawn from
 * @param left what its first column is drawn from
 * @param seed of the draws
 */
record RandomCrop(Size size, Span top, Span left, long seed) implements Crop {
  static final Pattern FORM =
      Pattern.compile(
          "([1-9]\\d{0,5})x([1-9]\\d{0,5})\\+(\\d{1,6})\\.\\.(\\d{1,6})"
              + "\\+(\\d{1,6})\\.\\.(\\d{1,6})@(-?\\d{1,18})");

  /**
   * A range of whole numbers, from the first to the last.
   *
   * @param first included
   * @param last included
   */
  record Span(int first, int last) {
    Span {
      if (first > last) {
        throw new DataException("the range " + first + ".." + last + " of a crop runs backwards");
      }
    }

    int draw(CountedRandom random) {
      return first + random.nextInt(last - first + 1);
    }

    @Override
    public String toString() {
      return first + ".." + last;
    }
  }

  /** What a match of {@link #FORM} says. */
  static RandomCrop of(Matcher match) {
    return new RandomCrop(
        new Size(number(match, 1), number(match, 2)),
        new Span(number(match, 3), number(match, 4)),
        new Span(number(match, 5), number(match, 6)),
        Long.parseLong(match.group(7)));
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  @Override
  public PixelRegion region(Size image, Size target, int number) {
    if (top.last() + size.height() > image.height() || left.last() + size.width() > image.width()) {
      throw new DataException(
          "the crop " + this + " does not always lie inside its " + image + " pixels");
    }
    CountedRandom random = CountedRandom.of(seed, "crop", number);
    int row = top.draw(random);
    int column = left.draw(random);
    return new PixelRegion(row, column, size.height(), size.width());
  }

  @Override
  public String toString() {
    return size.height() + "x" + size.width() + "+" + top + "+" + left + "@" + seed;
  }
}
