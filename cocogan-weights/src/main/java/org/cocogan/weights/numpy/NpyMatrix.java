package org.cocogan.weights.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cocogan.exact.Product;

/** A vector or a matrix as NumPy saves it, of float32 or float64. */
public final class NpyMatrix {
  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ALIGNMENT = 64;
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int CHUNK = 1 << 16;

  /** What one array of doubles can hold. */
  private static final long MOST_NUMBERS = 1 << 30;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\dL,\\s]*)\\)");

  private final int[] shape;
  private final double[] values;

  private NpyMatrix(int[] shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Its sizes along one axis or two. */
  public int[] shape() {
    return shape;
  }

  /** Its numbers, row-major. */
  public double[] values() {
    return values;
  }

  /** What an .npy file of float64 begins with, before its numbers. */
  public static byte[] header(int... shape) {
    return header("<f8", shape);
  }

  /** A whole .npy file of float32. */
  public static byte[] file(int rows, int columns, float[] values) {
    byte[] header = header("<f4", rows, columns);
    ByteBuffer bytes =
        ByteBuffer.allocate(header.length + Product.of(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] header(String type, int... shape) {
    String sides =
        Arrays.stream(shape).mapToObj(side -> side + ",").collect(Collectors.joining(" "));
    if (shape.length > 1) {
      sides = sides.substring(0, sides.length() - 1);
    }
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + sides + "), }";
    int before = MAGIC.length + 2 + Short.BYTES;
    int length = Product.of((before + text.length() + ALIGNMENT) / ALIGNMENT, ALIGNMENT) - before;
    ByteBuffer bytes = ByteBuffer.allocate(before + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
    bytes.put(
        (text + " ".repeat(length - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
    return bytes.array();
  }

  /** Writes numbers after a header of float64. */
  public static void write(OutputStream out, double[] values) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; ) {
      chunk.clear();
      for (; i < values.length && chunk.hasRemaining(); i++) {
        chunk.putDouble(values[i]);
      }
      out.write(chunk.array(), 0, chunk.position());
    }
  }

  /** Looks at a shape, before its numbers are read. */
  @FunctionalInterface
  public interface ShapeCheck {
    /** Refuses a shape that is not wanted. */
    void check(int[] shape) throws IOException;
  }

  /**
   * Reads a whole .npy file.
   *
   * @param size how long it is at most, in bytes
   * @param check refuses a shape that is not wanted
   * @throws IOException in one line, if it is no such file, cut off, or refused
   */
  public static NpyMatrix read(InputStream in, long size, ShapeCheck check) throws IOException {
    byte[] start = exactly(in, MAGIC.length + 2);
    if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IOException("it is no array of NumPy");
    }
    boolean isShort = start[MAGIC.length] == 1;
    ByteBuffer lengthBytes =
        ByteBuffer.wrap(exactly(in, isShort ? Short.BYTES : Integer.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    int length = isShort ? Short.toUnsignedInt(lengthBytes.getShort()) : lengthBytes.getInt();
    if (length < 0 || length > LONGEST_HEADER) {
      throw new IOException(
          "its header of " + Integer.toUnsignedLong(length) + " bytes is too long");
    }
    String header = new String(exactly(in, length), StandardCharsets.ISO_8859_1);
    Matcher type = TYPE.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !shape.find()) {
      throw new IOException("its header says no type or no shape of an array of numbers");
    }
    int[] sides = sides(shape.group(1));
    check.check(sides);
    double[] values = values(in, size, type.group(1), Arrays.stream(sides).reduce(1, Product::of));
    return new NpyMatrix(
        sides,
        FORTRAN.matcher(header).find() && sides.length == 2
            ? transposed(values, sides[0], sides[1])
            : values);
  }

  private static int[] sides(String shape) throws IOException {
    String[] words = shape.isBlank() ? new String[0] : shape.strip().split("\\s*,\\s*");
    int[] sides = new int[words.length];
    for (int i = 0; i < sides.length; i++) {
      // Python 2 wrote some numbers with an L.
      if (!words[i].matches("\\d{1,9}L?")) {
        throw new IOException("its shape (" + shape + ") is too large or no shape");
      }
      sides[i] = Integer.parseInt(words[i].replace("L", ""));
    }
    if (sides.length < 1 || sides.length > 2) {
      throw new IOException("its shape (" + shape + ") is neither of a vector nor of a matrix");
    }
    if (Arrays.stream(sides).asLongStream().reduce(1, (a, b) -> a * b) > MOST_NUMBERS) {
      throw new IOException("its shape (" + shape + ") is too large");
    }
    return sides;
  }

  private static double[] values(InputStream in, long size, String type, int count)
      throws IOException {
    boolean isFloat = type.endsWith("f4");
    if (!type.matches("[<>]f[48]")) {
      throw new IOException("its type is '" + type + "' but float32 and float64 are read");
    }
    ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    int width = isFloat ? Float.BYTES : Double.BYTES;
    // Before memory is taken for what a damaged header promises.
    if ((long) count * width > size) {
      throw new EOFException("it is cut off");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; ) {
      int part = Math.min(count - i, CHUNK / width);
      ByteBuffer bytes = ByteBuffer.wrap(exactly(in, Product.of(part, width))).order(order);
      for (int end = i + part; i < end; i++) {
        values[i] = isFloat ? bytes.getFloat() : bytes.getDouble();
      }
    }
    if (in.read() >= 0) {
      throw new IOException("it has more numbers than its shape needs");
    }
    return values;
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("it is cut off");
    }
    return bytes;
  }

  private static double[] transposed(double[] values, int rows, int columns) {
    double[] result = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[i * columns + j] = values[j * rows + i];
      }
    }
    return result;
  }
}
