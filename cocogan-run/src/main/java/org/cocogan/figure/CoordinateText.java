package org.cocogan.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Coordinates as short text. */
final class CoordinateText {
  private CoordinateText() {}

  /** Each entry with two decimals. */
  static List<String> of(double[] coordinate) {
    return Arrays.stream(coordinate).mapToObj(CoordinateText::of).toList();
  }

  /** All entries, in brackets. */
  static String vector(double[] coordinate) {
    return "(" + String.join(", ", of(coordinate)) + ")";
  }

  private static String of(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.equals("-0.00") ? "0.00" : text;
  }
}
