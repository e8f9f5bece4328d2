package org.cocogan.render;

/**
 * A place counted in micro patches from the top left of an image; fractions lie between patches.
 *
 * @param row rows of micro patches above
 * @param column columns of micro patches to the left
 */
public record Position(double row, double column) {
  /** The top left of an image. */
  public static final Position ORIGIN = new Position(0, 0);

  /** The position a part of the way to another, along a straight line: 0 here, 1 there. */
  public Position towards(Position other, double part) {
    return new Position(row + part * (other.row - row), column + part * (other.column - column));
  }
}
