package org.cocogan.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * One image as NumPy saves it: an array of bytes in 0..255 or of floats in 0..1, -1..1 or 0..255,
 * whose shape is [height, width, channels], [channels, height, width] or [height, width], with a 1
 * before it or not.
 */
final class NpyArray {
  private static final String MAGIC = "\u0093NUMPY";
  private static final int SHORT_PREAMBLE = 10;
  private static final int LONG_PREAMBLE = 12;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

  private final String type;
  private final int[] shape;
  private final ByteBuffer values;

  private NpyArray(String type, int[] shape, ByteBuffer values) {
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Reads an image.
   *
   * @param file all bytes of an .npy file
   * @throws DataException if it is no such array; the message does not name the file
   */
  static PixelImage read(byte[] file) {
    return parse(file).image();
  }

  private static NpyArray parse(byte[] file) {
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
    int[] sides = withoutLeadingOne(sides(shape.group(1)));
    return new NpyArray(type.group(1), sides, bytes.position(start + (int) length).slice());
  }

  private static int[] sides(String shape) {
    try {
      return Arrays.stream(shape.split(","))
          .map(String::strip)
          .filter(side -> !side.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new DataException("its shape (" + shape + ") is too large", e);
    }
  }

  private static int[] withoutLeadingOne(int[] shape) {
    return shape.length > 2 && shape[0] == 1 ? Arrays.copyOfRange(shape, 1, shape.length) : shape;
  }

  private PixelImage image() {
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
    int count = Product.of(size.height(), size.width(), channels);
    byte[] pixels = pixels(count);
    return new PixelImage(
        size, channels, channelsFirst ? interleaved(pixels, channels, count / channels) : pixels);
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

  private byte[] pixels(int count) {
    values.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case "|u1", "<u1", ">u1" -> {
        requireBytes((long) count);
        byte[] pixels = new byte[count];
        values.get(0, pixels);
        return pixels;
      }
      case "<f4", ">f4" -> {
        requireBytes((long) count * Float.BYTES);
        return bytes(count, at -> values.getFloat(at * Float.BYTES));
      }
      case "<f8", ">f8" -> {
        requireBytes((long) count * Double.BYTES);
        return bytes(count, at -> values.getDouble(at * Double.BYTES));
      }
      default ->
          throw new DataException(
              "its type is '" + type + "' but uint8, float32 and float64 are read");
    }
  }

  private void requireBytes(long expected) {
    if (values.limit() != expected) {
      throw new DataException(
          "it has "
              + values.limit()
              + " bytes of numbers but its shape "
              + List.of(Arrays.stream(shape).boxed().toArray())
              + " needs "
              + expected);
    }
  }

  /** A number by its place. */
  private interface Numbers {
    double at(int index);
  }

  /** The range that numbers are meant in shows in the least and the greatest of them. */
  private static byte[] bytes(int count, Numbers numbers) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double number = numbers.at(i);
      if (Double.isNaN(number)) {
        throw new DataException("some of its numbers are NaN");
      }
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
    }
    if (least < -1 || greatest > 255 || (least < 0 && greatest > 1)) {
      throw new DataException(
          "its numbers lie in "
              + least
              + " to "
              + greatest
              + " but 0..1, -1..1 or 0..255 is expected");
    }
    double low = least < 0 ? -1 : 0;
    double scale = least < 0 ? 127.5 : greatest <= 1 ? 255 : 1;
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) Math.round((numbers.at(i) - low) * scale);
    }
    return bytes;
  }

  private static byte[] interleaved(byte[] planes, int channels, int area) {
    byte[] pixels = new byte[planes.length];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < area; i++) {
        pixels[i * channels + channel] = planes[channel * area + i];
      }
    }
    return pixels;
  }
}
