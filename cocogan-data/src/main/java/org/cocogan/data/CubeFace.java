package org.cocogan.data;

import java.util.Locale;

/**
 * A face of a cube as it is seen from its middle. Axes are x to the right, y up, z forward; the
 * bottom edge of {@link #UP} and the top edge of {@link #DOWN} touch {@link #FRONT}.
 */
enum CubeFace {
  FRONT,
  RIGHT,
  BACK,
  LEFT,
  UP,
  DOWN;

  /** Its name in messages, such as front. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The face that a ray from the middle of the cube meets. */
  static CubeFace towards(double x, double y, double z) {
    double alongX = Math.abs(x);
    double alongY = Math.abs(y);
    double alongZ = Math.abs(z);
    if (alongY >= alongX && alongY >= alongZ) {
      return y > 0 ? UP : DOWN;
    }
    if (alongX >= alongZ) {
      return x > 0 ? RIGHT : LEFT;
    }
    return z > 0 ? FRONT : BACK;
  }

  /** Where a ray meets the plane of this face: -1 at its left edge, 1 at its right one. */
  double column(double x, double y, double z) {
    return switch (this) {
      case FRONT, BACK -> x / z;
      case RIGHT, LEFT -> -z / x;
      case UP -> x / y;
      case DOWN -> -x / y;
    };
  }

  /** Where a ray meets the plane of this face: -1 at its top edge, 1 at its bottom one. */
  double row(double x, double y, double z) {
    return switch (this) {
      case FRONT -> -y / z;
      case BACK -> y / z;
      case RIGHT -> -y / x;
      case LEFT -> y / x;
      case UP, DOWN -> z / y;
    };
  }

  /** The ray, as x, y and z, that meets the plane of this face at a row and a column. */
  double[] ray(double row, double column) {
    return switch (this) {
      case FRONT -> new double[] {column, -row, 1};
      case RIGHT -> new double[] {1, -row, -column};
      case BACK -> new double[] {-column, -row, -1};
      case LEFT -> new double[] {-1, -row, column};
      case UP -> new double[] {column, 1, row};
      case DOWN -> new double[] {column, -1, -row};
    };
  }
}
