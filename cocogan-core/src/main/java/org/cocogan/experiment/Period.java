package org.cocogan.experiment;

/**
 * The period of something that recurs, counted in training steps.
 *
 * @param steps from one time to the next; zero means never
 */
public record Period(long steps) {
  /** Not once. */
  public static final Period NEVER = new Period(0);

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Period {
    if (steps < 0) {
      throw new IllegalArgumentException("a period is at least 0 steps (never), not " + steps);
    }
  }

  /** Whether it never happens. */
  public boolean isNever() {
    return steps == 0;
  }

  /** Whether it happens at a step: at every whole multiple of the period, zero among them. */
  public boolean isDue(long step) {
    return steps > 0 && step % steps == 0;
  }
}
