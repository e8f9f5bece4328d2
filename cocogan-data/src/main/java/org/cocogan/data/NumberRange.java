package org.cocogan.data;

import java.util.Arrays;
import java.util.Optional;

/** The range of an image's numbers, from black to white. */
public enum NumberRange {
  /** As networks with a sigmoid have it. */
  UNIT("0..1", 0, 1),
  /** As networks with a hyperbolic tangent have it. */
  SIGNED("-1..1", -1, 1),
  /** As bytes have it. */
  BYTES("0..255", 0, 255);

  /** The part of its width by which numbers may leave a range, as resampling overshoots. */
  private static final double TOLERANCE = 0.05;

  private static final double CERTAINLY_SIGNED = -0.25;
  private static final double CERTAINLY_BYTES = 4;

  private final String label;
  private final double low;
  private final double high;

  NumberRange(String label, double low, double high) {
    this.label = label;
    this.low = low;
    this.high = high;
  }

  /** The range of a label, such as {@code -1..1}. */
  public static Optional<NumberRange> labelled(String label) {
    return Arrays.stream(values()).filter(range -> range.label.equals(label)).findFirst();
  }

  /** The range that many images leave no doubt of; empty if they do. */
  static Optional<NumberRange> of(Extremes numbers) {
    NumberRange likely =
        numbers.greatest() >= CERTAINLY_BYTES
            ? BYTES
            : numbers.least() <= CERTAINLY_SIGNED ? SIGNED : UNIT;
    return Optional.of(likely).filter(range -> range.holds(numbers));
  }

  /**
   * Whether an image can be of this range. One of bytes that has parts of ones and nothing else
   * would be black, and is of another range.
   */
  boolean allows(Extremes numbers) {
    boolean isBlack = this == BYTES && numbers.areFractions() && UNIT.holds(numbers);
    return holds(numbers) && !isBlack;
  }

  private boolean holds(Extremes numbers) {
    double margin = TOLERANCE * (high - low);
    return numbers.least() >= low - margin && numbers.greatest() <= high + margin;
  }

  /** A number as a sample in 0..255; one beyond the range is the range's end. */
  byte sample(double number) {
    return (byte) Math.round(255 * (Math.min(high, Math.max(low, number)) - low) / (high - low));
  }

  /** Such as {@code -1..1}. */
  @Override
  public String toString() {
    return label;
  }

  /**
   * The least and the greatest of some numbers.
   *
   * @param areFractions whether some are no whole numbers
   */
  record Extremes(double least, double greatest, boolean areFractions) {
    Extremes with(Extremes other) {
      return new Extremes(
          Math.min(least, other.least),
          Math.max(greatest, other.greatest),
          areFractions || other.areFractions);
    }

    /** Such as {@code -0.02 to 1.31}. */
    @Override
    public String toString() {
      return (float) least + " to " + (float) greatest;
    }
  }
}
