package org.cocogan.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** Which part of an image is used before it is resized. */
public sealed interface Crop {
  /** The largest part of the target's aspect ratio, from the middle. */
  static Crop centre() {
    return Centre.INSTANCE;
  }

  /** The whole image, squashed if its aspect ratio is another. */
  static Crop none() {
    return None.INSTANCE;
  }

  /** A stated rectangle, such as the faces of aligned CelebA: 128x128 at row 50, column 25. */
  static Crop rectangle(PixelRegion region) {
    return new Rectangle(region);
  }

  /**
   * Reads what {@code toString} writes: {@code centre}, {@code none} or {@code 128x128+50+25},
   * which is height x width + first row + first column.
   *
   * @throws DataException if text is none of these
   */
  @JsonCreator
  static Crop parse(String text) {
    if (text.equals(Centre.INSTANCE.toString())) {
      return centre();
    }
    if (text.equals(None.INSTANCE.toString())) {
      return none();
    }
    Matcher numbers = Rectangle.FORM.matcher(text);
    if (numbers.matches()) {
      return rectangle(
          new PixelRegion(
              Integer.parseInt(numbers.group(3)),
              Integer.parseInt(numbers.group(4)),
              Integer.parseInt(numbers.group(1)),
              Integer.parseInt(numbers.group(2))));
    }
    throw new DataException(
        "there is no crop '"
            + text
            + "'; write centre, none, or height x width + top + left such as 128x128+50+25");
  }

  /**
   * The part of an image to use.
   *
   * @param image the image's size
   * @param target the size that the part will be resized to
   * @throws DataException if the part does not lie inside the image
   */
  PixelRegion region(Size image, Size target);

  /** What {@link #parse} reads. */
  @JsonValue
  @Override
  String toString();

  /** The middle. */
  enum Centre implements Crop {
    /** The only one. */
    INSTANCE;

    @Override
    public PixelRegion region(Size image, Size target) {
      int height = image.height();
      int width = image.width();
      long across = (long) width * target.height();
      long down = (long) height * target.width();
      if (across > down) {
        width = atLeastOne((double) down / target.height());
      } else {
        height = atLeastOne((double) across / target.width());
      }
      return new PixelRegion(
          (image.height() - height) / 2, (image.width() - width) / 2, height, width);
    }

    private static int atLeastOne(double pixels) {
      return (int) Math.max(1, Math.rint(pixels));
    }

    @Override
    public String toString() {
      return "centre";
    }
  }

  /** Everything. */
  enum None implements Crop {
    /** The only one. */
    INSTANCE;

    @Override
    public PixelRegion region(Size image, Size target) {
      return new PixelRegion(0, 0, image.height(), image.width());
    }

    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * A stated rectangle.
   *
   * @param region the pixels to use
   */
  record Rectangle(PixelRegion region) implements Crop {
    private static final Pattern FORM =
        Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})\\+(\\d{1,6})\\+(\\d{1,6})");

    @Override
    public PixelRegion region(Size image, Size target) {
      if (region.top() + region.height() > image.height()
          || region.left() + region.width() > image.width()) {
        throw new DataException(
            "the crop " + this + " does not lie inside its " + image + " pixels");
      }
      return region;
    }

    @Override
    public String toString() {
      return region.height() + "x" + region.width() + "+" + region.top() + "+" + region.left();
    }
  }
}
