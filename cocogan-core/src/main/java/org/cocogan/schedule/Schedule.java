package org.cocogan.schedule;

import java.util.Locale;

/**
 * A number that goes from one value to another over so many steps of training, and then stays. It
 * follows from the step alone, so that a resumed run goes on as an uninterrupted one.
 *
 * @param shape how it goes there
 * @param from at step 0
 * @param to from step {@code steps} on
 * @param steps at least one
 */
public record Schedule(Shape shape, double from, double to, long steps) {
  /**
   * The shape of a schedule: how its number goes from one value to the other, with f = min(1, step
   * / steps).
   */
  public enum Shape {
    /** The number stays: both values are the same. */
    CONSTANT {
      @Override
      double covered(double f) {
        return 0;
      }
    },
    /** The number goes f of the way. */
    LINEAR {
      @Override
      double covered(double f) {
        return f;
      }
    },
    /** By (1 - cos πf) / 2 of the way: slowly at both ends. */
    COSINE {
      @Override
      double covered(double f) {
        return (1 - Math.cos(Math.PI * f)) / 2;
      }
    };

    /** The part of the way that is covered, in [0, 1]. */
    abstract double covered(double f);
  }

  /** Makes a schedule of equal ends a constant. */
  public Schedule {
    if (from == to) {
      shape = Shape.CONSTANT;
      steps = 1;
    }
  }

  /** The same number all the time. */
  public static Schedule constant(double value) {
    return new Schedule(Shape.CONSTANT, value, value, 1);
  }

  /** Whether it never changes. */
  public boolean isConstant() {
    return shape == Shape.CONSTANT;
  }

  /** The same with all its values multiplied. */
  public Schedule times(double factor) {
    return new Schedule(shape, from * factor, to * factor, steps);
  }

  /** As a configuration has it: a number, or a mapping in one line. */
  @Override
  public String toString() {
    return isConstant()
        ? String.valueOf(from)
        : "{shape: %s, from: %s, to: %s, steps: %s}"
            .formatted(shape.name().toLowerCase(Locale.ROOT), from, to, steps);
  }

  /** Its value at a step, counted from zero. */
  public double at(long step) {
    return step >= steps ? to : from + (to - from) * shape.covered((double) step / steps);
  }
}
