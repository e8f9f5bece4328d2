package org.cocogan.testkit;

import org.cocogan.random.CountedRandom;

/** The values that an operation is tried with. */
enum Domain {
  /** Of either sign, and far enough from zero for finite differences across a kink there. */
  SIGNED,
  /** Far enough above zero for a logarithm, a square root or a divisor. */
  POSITIVE,
  /** Where an exponential would overflow. */
  LARGE;

  float draw(CountedRandom random) {
    float positive = random.nextFloat(0.3f, 1.5f);
    float sign = random.nextInt(2) == 0 ? -1 : 1;
    return switch (this) {
      case SIGNED -> sign * positive;
      case POSITIVE -> positive;
      case LARGE -> sign * positive * 200;
    };
  }
}
