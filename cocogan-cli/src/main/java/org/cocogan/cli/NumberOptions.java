package org.cocogan.cli;

import java.util.Arrays;
import org.cocogan.patch.PixelRegion;
import org.cocogan.render.Position;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are several numbers with commas between them. */
final class NumberOptions {
  private NumberOptions() {}

  /**
   * A micro patch's place in the grid, such as 0,1.
   *
   * @param row from the top
   * @param column from the left
   */
  record Cell(int row, int column) {}

  /** Reads ROW,COLUMN in whole numbers. */
  static final class CellConverter implements ITypeConverter<Cell> {
    @Override
    public Cell convert(String text) {
      int[] numbers = whole(text, "ROW,COLUMN", "0,1");
      return new Cell(numbers[0], numbers[1]);
    }
  }

  /** Reads TOP,LEFT,HEIGHT,WIDTH in pixels. */
  static final class RegionConverter implements ITypeConverter<PixelRegion> {
    @Override
    public PixelRegion convert(String text) {
      int[] numbers = whole(text, "TOP,LEFT,HEIGHT,WIDTH", "0,8,16,32");
      try {
        return new PixelRegion(numbers[0], numbers[1], numbers[2], numbers[3]);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is no region: top and left are at least 0, height and width 1");
      }
    }
  }

  /** Reads ROW,COLUMN, whole numbers or fractions. */
  static final class PositionConverter implements ITypeConverter<Position> {
    @Override
    public Position convert(String text) {
      double[] numbers = numbers(text, "ROW,COLUMN", "0,1.5");
      return new Position(numbers[0], numbers[1]);
    }
  }

  private static int[] whole(String text, String form, String example) {
    double[] numbers = numbers(text, form, example);
    int[] whole = new int[numbers.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) numbers[i];
      if (whole[i] != numbers[i]) {
        throw mistake(text, form + " in whole numbers", example);
      }
    }
    return whole;
  }

  private static double[] numbers(String text, String form, String example) {
    String[] parts = text.split(",", -1);
    if (parts.length != form.split(",", -1).length) {
      throw mistake(text, form, example);
    }
    try {
      double[] numbers = Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
      if (Arrays.stream(numbers).allMatch(Double::isFinite)) {
        return numbers;
      }
    } catch (NumberFormatException e) {
      throw mistake(text, form, example);
    }
    throw mistake(text, form, example);
  }

  private static TypeConversionException mistake(String text, String form, String example) {
    return new TypeConversionException("'" + text + "' is not " + form + ", such as " + example);
  }
}
