package org.cocogan.figure;

import org.cocogan.patch.CoordinateSystem;

/**
 * Shows coordinate vectors as points: two entries on a plane, three in space, the four of a system
 * with two cyclic axes on a torus. The first entry leads down; where a cosine and a sine are
 * entries two and three, the seam faces the viewer and columns lead to the right.
 */
final class Camera {
  private static final double TUBE = 0.5;
  private static final double TURN = Math.toRadians(24);
  private static final double LOWERED = Math.toRadians(22);
  private static final double LOWERED_TO_A_TORUS = Math.toRadians(42);

  private enum Kind {
    PLANE,
    SPACE,
    TORUS
  }

  private final Kind kind;

  Camera(CoordinateSystem system) {
    if (system.dimension() < 3) {
      kind = Kind.PLANE;
    } else if (system.dimension() == 4
        && system.verticallyCyclic()
        && system.horizontallyCyclic()) {
      kind = Kind.TORUS;
    } else {
      kind = Kind.SPACE;
    }
  }

  boolean isFlat() {
    return kind == Kind.PLANE;
  }

  /** What the point that stands for a coordinate is, in words. */
  String caption(int dimension) {
    return switch (kind) {
      case PLANE ->
          dimension == 1 ? "the entry to the right" : "entry 1 down, entry 2 to the right";
      case TORUS -> "entries 1 and 2 around the tube, 3 and 4 around the ring";
      case SPACE ->
          (dimension == 3 ? "" : "the first three of " + dimension + " entries, ")
              + "entry 1 down, entries 2 and 3 around";
    };
  }

  /**
   * Where the viewer sees a coordinate.
   *
   * @return right, down, and towards the viewer
   */
  Point see(double[] coordinate) {
    return switch (kind) {
      case PLANE ->
          coordinate.length == 1
              ? new Point(coordinate[0], 0, 0)
              : new Point(coordinate[1], coordinate[0], 0);
      case SPACE -> turned(-coordinate[2], coordinate[0], -coordinate[1], LOWERED);
      case TORUS -> {
        double ring = 1 - TUBE * coordinate[0];
        yield turned(
            -ring * coordinate[3],
            -TUBE * coordinate[1],
            -ring * coordinate[2],
            LOWERED_TO_A_TORUS);
      }
    };
  }

  private static Point turned(double right, double down, double towards, double lowered) {
    double aside = right * Math.cos(TURN) - towards * Math.sin(TURN);
    double near = right * Math.sin(TURN) + towards * Math.cos(TURN);
    return new Point(
        aside,
        down * Math.cos(lowered) + near * Math.sin(lowered),
        near * Math.cos(lowered) - down * Math.sin(lowered));
  }

  /**
   * A point before the viewer.
   *
   * @param right to the right
   * @param down down
   * @param near towards the viewer
   */
  record Point(double right, double down, double near) {
    Point minus(Point other) {
      return new Point(right - other.right, down - other.down, near - other.near);
    }

    /** The vector product of length 1, or nothing where there is no direction. */
    Point normal(Point other) {
      Point product =
          new Point(
              down * other.near - near * other.down,
              near * other.right - right * other.near,
              right * other.down - down * other.right);
      double length = Math.sqrt(product.dot(product));
      return length == 0
          ? new Point(0, 0, 1)
          : new Point(product.right / length, product.down / length, product.near / length);
    }

    double dot(Point other) {
      return right * other.right + down * other.down + near * other.near;
    }
  }
}
