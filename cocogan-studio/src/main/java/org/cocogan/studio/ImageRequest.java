package org.cocogan.studio;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.data.Crop;
import org.cocogan.data.Images;
import org.cocogan.data.Orientation;
import org.cocogan.data.PixelImage;
import org.cocogan.data.Preparation;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * A request for an image, in the words of the IIIF Image API 3.0, section 4: {@code
 * region/size/rotation/quality.format}.
 *
 * @param region of the image
 * @param target the region's size before it is turned
 * @param orientation how it is turned
 * @param quality of the answer
 * @param format of the answer
 */
record ImageRequest(
    PixelRegion region, Size target, Orientation orientation, Quality quality, Format format) {
  private static final String NUMBER = "\\d{1,9}";
  private static final String FRACTION = NUMBER + "(?:\\.\\d{1,9})?";
  private static final Pattern PIXELS =
      Pattern.compile("(%1$s),(%1$s),(%1$s),(%1$s)".formatted(NUMBER));
  private static final Pattern PERCENT =
      Pattern.compile("pct:(%1$s),(%1$s),(%1$s),(%1$s)".formatted(FRACTION));
  private static final Pattern SIDES =
      Pattern.compile("(\\^?)(!?)(%1$s)?,(%1$s)?".formatted(NUMBER));
  private static final Pattern SCALE = Pattern.compile("(\\^?)pct:(%s)".formatted(FRACTION));
  private static final Pattern TURN = Pattern.compile("!?(\\d{1,3})(?:\\.0{1,9})?");
  private static final Pattern END = Pattern.compile("(default|color|gray|bitonal)\\.(png|jpg)");

  /** The colours of the image that the answer has. */
  enum Quality {
    /** All. */
    COLOR,
    /** Its luma. */
    GRAY,
    /** Black and white. */
    BITONAL;

    private static final int MIDDLE = 128;

    PixelImage of(PixelImage image) {
      return switch (this) {
        case COLOR -> image;
        case GRAY -> image.withChannels(1);
        case BITONAL -> blackAndWhite(image.withChannels(1));
      };
    }

    private static PixelImage blackAndWhite(PixelImage grey) {
      byte[] pixels = new byte[grey.pixels().length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) ((grey.pixels()[i] & 0xFF) < MIDDLE ? 0 : 0xFF);
      }
      return new PixelImage(grey.size(), 1, pixels);
    }
  }

  /** The format of the answer. */
  enum Format {
    PNG("image/png") {
      @Override
      byte[] encode(PixelImage image) {
        return Images.encodePng(image);
      }
    },
    JPG("image/jpeg") {
      @Override
      byte[] encode(PixelImage image) {
        return Images.encodeJpeg(image);
      }
    };

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    String mediaType() {
      return mediaType;
    }

    abstract byte[] encode(PixelImage image);
  }

  /**
   * Reads it.
   *
   * @param words region, size, rotation, and quality with format
   * @param image the size of the image
   * @throws Refusal if it is malformed, or more than one answer gives
   */
  static ImageRequest parse(List<String> words, Size image) {
    PixelRegion region = region(words.get(0), image);
    Limits.requirePixels("the region", region.height(), region.width());
    Size target = target(words.get(1), region);
    Limits.requirePixels("the answer", target.height(), target.width());
    Matcher end = END.matcher(words.get(3));
    if (!end.matches()) {
      throw Refusal.bad("an address ends in default, color, gray or bitonal, and .png or .jpg");
    }
    return new ImageRequest(
        region,
        target,
        orientation(words.get(2)),
        quality(end.group(1)),
        end.group(2).equals("png") ? Format.PNG : Format.JPG);
  }

  private static Quality quality(String word) {
    return switch (word) {
      case "gray" -> Quality.GRAY;
      case "bitonal" -> Quality.BITONAL;
      default -> Quality.COLOR;
    };
  }

  private static PixelRegion region(String word, Size image) {
    if (word.equals("full")) {
      return new PixelRegion(0, 0, image.height(), image.width());
    }
    if (word.equals("square")) {
      int side = Math.min(image.height(), image.width());
      return new PixelRegion((image.height() - side) / 2, (image.width() - side) / 2, side, side);
    }
    Matcher pixels = PIXELS.matcher(word);
    if (pixels.matches()) {
      return inside(
          image,
          Long.parseLong(pixels.group(1)),
          Long.parseLong(pixels.group(2)),
          Long.parseLong(pixels.group(3)),
          Long.parseLong(pixels.group(4)));
    }
    Matcher percent = PERCENT.matcher(word);
    if (percent.matches()) {
      return inside(
          image,
          share(percent.group(1), image.width()),
          share(percent.group(2), image.height()),
          share(percent.group(3), image.width()),
          share(percent.group(4), image.height()));
    }
    throw Refusal.bad("a region is full, square, x,y,w,h or pct:x,y,w,h");
  }

  private static long share(String percent, int whole) {
    return Math.round(Double.parseDouble(percent) / 100 * whole);
  }

  /** What of a rectangle lies inside the image. */
  private static PixelRegion inside(Size image, long x, long y, long width, long height) {
    long right = Math.min(image.width(), x + width);
    long bottom = Math.min(image.height(), y + height);
    if (right <= x || bottom <= y) {
      throw Refusal.bad("the region is empty or lies outside the image of " + image);
    }
    return new PixelRegion((int) y, (int) x, (int) (bottom - y), (int) (right - x));
  }

  private static Size target(String word, PixelRegion region) {
    if (word.equals("max")) {
      return new Size(region.height(), region.width());
    }
    if (word.equals("^max")) {
      double most = Math.sqrt((double) Limits.MOST_PIXELS / region.height() / region.width());
      return scaled(region, most, true);
    }
    Matcher scale = SCALE.matcher(word);
    if (scale.matches()) {
      return scaled(region, Double.parseDouble(scale.group(2)) / 100, !scale.group(1).isEmpty());
    }
    Matcher sides = SIDES.matcher(word);
    if (sides.matches() && (sides.group(3) != null || sides.group(4) != null)) {
      return sides(sides, region);
    }
    throw Refusal.bad(
        "a size is max, w,h, w, and ,h or !w,h or pct:n, and with ^ before it may be larger than"
            + " the region");
  }

  private static Size sides(Matcher sides, PixelRegion region) {
    boolean larger = !sides.group(1).isEmpty();
    boolean confined = !sides.group(2).isEmpty();
    double across =
        sides.group(3) == null ? Double.NaN : Double.parseDouble(sides.group(3)) / region.width();
    double down =
        sides.group(4) == null ? Double.NaN : Double.parseDouble(sides.group(4)) / region.height();
    if (confined) {
      double most = larger ? Double.MAX_VALUE : 1;
      return scaled(region, Math.min(most, Math.min(across, down)), larger);
    }
    return size(
        region,
        (Double.isNaN(down) ? across : down) * region.height(),
        (Double.isNaN(across) ? down : across) * region.width(),
        larger);
  }

  private static Size scaled(PixelRegion region, double factor, boolean larger) {
    return size(region, factor * region.height(), factor * region.width(), larger);
  }

  private static Size size(PixelRegion region, double height, double width, boolean larger) {
    if (!larger && (height > region.height() || width > region.width())) {
      throw Refusal.bad("the size is larger than the region; ^ before it allows that");
    }
    long rows = Math.round(height);
    long columns = Math.round(width);
    if (rows < 1 || columns < 1) {
      throw Refusal.bad("no pixel would be left of the region");
    }
    Limits.requirePixels("the answer", rows, columns);
    return new Size((int) rows, (int) columns);
  }

  private static Orientation orientation(String word) {
    Matcher turn = TURN.matcher(word);
    int degrees = turn.matches() ? Integer.parseInt(turn.group(1)) : -1;
    boolean mirrored = word.startsWith("!");
    return switch (degrees) {
      case 0, 360 -> mirrored ? Orientation.MIRRORED : Orientation.UPRIGHT;
      case 90 -> mirrored ? Orientation.TRANSPOSED_UPSIDE_DOWN : Orientation.LYING_ON_THE_LEFT;
      case 180 -> mirrored ? Orientation.MIRRORED_UPSIDE_DOWN : Orientation.UPSIDE_DOWN;
      case 270 -> mirrored ? Orientation.TRANSPOSED : Orientation.LYING_ON_THE_RIGHT;
      default ->
          throw Refusal.bad("a rotation is 0, 90, 180 or 270, and with ! before it mirrored first");
    };
  }

  /** Most bytes of pixels that answering takes. */
  long bytes(int imageChannels) {
    return imageChannels
        * ((long) region.height() * region.width() + (long) target.height() * target.width());
  }

  /** The answer, from the pixels of the region. */
  byte[] answer(PixelImage pixels) {
    PixelImage resized = new Preparation(target, Crop.none(), true).apply(pixels, 0);
    return format.encode(quality.of(orientation.upright(resized)));
  }
}
