package org.cocogan.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** A crop: the part of an image that is used before it is resized. */
public sealed interface Crop permits CentreCrop, ExactSize, NoCrop, RandomCrop, StatedCrop {
  /** The largest part of the target's aspect ratio, from the middle. */
  static Crop centre() {
    return new CentreCrop();
  }

  /** The whole image, squashed if its aspect ratio is another. */
  static Crop none() {
    return new NoCrop();
  }

  /** The whole image, which must have the target's size already; others are refused. */
  static Crop exact() {
    return new ExactSize();
  }

  /** A stated rectangle, such as the faces of aligned CelebA: 128x128 at row 50, column 25. */
  static Crop rectangle(PixelRegion region) {
    return new StatedCrop(region);
  }

  /**
   * Reads what {@code toString} writes: {@code centre}, {@code none}, {@code exact}, {@code
   * 128x128+50+25}, which is height x width + first row + first column, or {@code
   * 128x128+25..75+0..50@0}, where row and column are drawn from ranges with the seed 0.
   *
   * @throws DataException if text is none of these
   */
  @JsonCreator
  static Crop parse(String text) {
    if (text.equals(CentreCrop.NAME)) {
      return centre();
    }
    if (text.equals(NoCrop.NAME)) {
      return none();
    }
    if (text.equals(ExactSize.NAME)) {
      return exact();
    }
    Matcher numbers = StatedCrop.FORM.matcher(text);
    if (numbers.matches()) {
      return rectangle(
          new PixelRegion(
              Integer.parseInt(numbers.group(3)),
              Integer.parseInt(numbers.group(4)),
              Integer.parseInt(numbers.group(1)),
              Integer.parseInt(numbers.group(2))));
    }
    Matcher ranges = RandomCrop.FORM.matcher(text);
    if (ranges.matches()) {
      return RandomCrop.of(ranges);
    }
    throw new DataException(
        "there is no crop '"
            + text
            + "'; write centre, none, exact, or height x width + top + left such as 128x128+50+25"
            + " or 128x128+25..75+0..50@0");
  }

  /**
   * The part of an image to use.
   *
   * @param image the image's size
   * @param target the size that the part will be resized to
   * @param number of the image in its source, which random crops depend on
   * @throws DataException if the part does not lie inside the image
   */
  PixelRegion region(Size image, Size target, int number);

  /** What {@link #parse} reads. */
  @JsonValue
  @Override
  String toString();
}
