package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.data.NumberRange.Extremes;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * An image as NumPy saves it: an array of bytes or of floats, whose shape is [height, width,
 * channels], [channels, height, width] or [height, width], with a 1 before it or not.
 */
final class NpyArray {
  private static final String MAGIC = "\u0093NUMPY";
  private static final int SHORT_PREAMBLE = 10;
  private static final int LONG_PREAMBLE = 12;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");

  /** Python 2 writes sides such as {@code 32L}. */
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\dL,\\s]*)\\)");

  private final Size size;
  private final int channels;
  private final boolean channelsFirst;
  private final String type;
  private final ByteBuffer values;

  private NpyArray(Size size, int channels, boolean channelsFirst, String type, ByteBuffer values) {
    this.size = size;
    this.channels = channels;
    this.channelsFirst = channelsFirst;
    this.type = type;
    this.values = values;
  }

  /**
   * Reads an array.
   *
   * @param file all bytes of an .npy file
   * @throws DataException if it is no array of an image; the message does not name the file
   */
  static NpyArray read(byte[] file) {
    if (file.length < LONG_PREAMBLE
        || !new String(file, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw new DataException("it is no .npy file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    boolean isShort = file[MAGIC.length()] == 1;
    int start = isShort ? SHORT_PREAMBLE : LONG_PREAMBLE;
    long length = isShort ? bytes.getShort(8) & 0xffff : bytes.getInt(8) & 0xffffffffL;
    if (start + length > file.length) {
      throw new DataException("it is cut off within its header");
    }
    String header = new String(file, start, (int) length, StandardCharsets.ISO_8859_1);
    Matcher type = TYPE.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !shape.find()) {
      throw new DataException("its header says no type or no shape of an array of numbers");
    }
    if (FORTRAN.matcher(header).find()) {
      throw new DataException("it is in Fortran order; save numpy.ascontiguousarray of it");
    }
    ByteOrder order =
        type.group(1).startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return of(
        sides(shape.group(1)),
        type.group(1),
        bytes.position(start + (int) length).slice().order(order));
  }

  private static int[] sides(String shape) {
    int[] sides;
    try {
      sides =
          Arrays.stream(shape.replace("L", "").split(",", -1))
              .map(String::strip)
              .filter(side -> !side.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
    } catch (NumberFormatException e) {
      throw new DataException("its shape (" + shape + ") is none of an image", e);
    }
    boolean isOneOfABatch = sides.length > 2 && sides[0] == 1;
    return isOneOfABatch ? Arrays.copyOfRange(sides, 1, sides.length) : sides;
  }

  private static NpyArray of(int[] shape, String type, ByteBuffer values) {
    boolean channelsFirst = shape.length == 3 && isColour(shape[0]) && !isColour(shape[2]);
    boolean channelsLast = shape.length == 3 && isColour(shape[2]);
    if (!channelsFirst && !channelsLast && shape.length != 2) {
      throw new DataException(
          "its shape is "
              + Arrays.toString(shape)
              + " but one image of [3, height, width] or [height, width, 3] is read");
    }
    int channels = shape.length == 2 ? 1 : channelsFirst ? shape[0] : shape[2];
    Size size = channelsFirst ? size(shape[1], shape[2]) : size(shape[0], shape[1]);
    long expected = PackHeader.imageBytes(size, channels) * bytesOf(type);
    if (values.limit() != expected) {
      throw new DataException(
          "it has "
              + values.limit()
              + " bytes of numbers but its shape "
              + Arrays.toString(shape)
              + " needs "
              + expected);
    }
    return new NpyArray(size, channels, channelsFirst, type, values);
  }

  private static boolean isColour(int channels) {
    return channels == 1 || channels == 3;
  }

  private static Size size(int height, int width) {
    if (height < 1 || width < 1 || (long) height * width > ImageDecoder.MAXIMUM_PIXELS) {
      throw new DataException(
          "its " + height + "x" + width + " pixels are none or more than are allowed");
    }
    return new Size(height, width);
  }

  private static int bytesOf(String type) {
    return switch (type) {
      case "|u1", "<u1", ">u1" -> Byte.BYTES;
      case "<f4", ">f4" -> Float.BYTES;
      case "<f8", ">f8" -> Double.BYTES;
      default ->
          throw new DataException(
              "its type is '" + type + "' but uint8, float32 and float64 are read");
    };
  }

  /** Whether it has floats, whose range must be known, and not bytes. */
  boolean hasFloats() {
    return bytesOf(type) > Byte.BYTES;
  }

  /**
   * The least and the greatest of its floats.
   *
   * @throws DataException if some are no numbers
   */
  Extremes extremes() {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    boolean areFractions = false;
    for (int i = 0; i < count(); i++) {
      double number = number(i);
      if (Double.isNaN(number)) {
        throw new DataException("some of its numbers are NaN");
      }
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
      areFractions |= number != Math.rint(number);
    }
    return new Extremes(least, greatest, areFractions);
  }

  /** The image whose samples are its bytes. */
  PixelImage image() {
    byte[] samples = new byte[count()];
    values.get(0, samples);
    return image(samples);
  }

  /**
   * The image whose samples are its floats.
   *
   * @param range what they run over
   */
  PixelImage image(NumberRange range) {
    byte[] samples = new byte[count()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = range.sample(number(i));
    }
    return image(samples);
  }

  private int count() {
    return Product.of(size.height(), size.width(), channels);
  }

  private double number(int index) {
    return bytesOf(type) == Float.BYTES
        ? values.getFloat(index * Float.BYTES)
        : values.getDouble(index * Double.BYTES);
  }

  private PixelImage image(byte[] samples) {
    if (!channelsFirst) {
      return new PixelImage(size, channels, samples);
    }
    int area = samples.length / channels;
    byte[] pixels = new byte[samples.length];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < area; i++) {
        pixels[i * channels + channel] = samples[channel * area + i];
      }
    }
    return new PixelImage(size, channels, pixels);
  }
}
