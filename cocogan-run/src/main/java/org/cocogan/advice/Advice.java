package org.cocogan.advice;

/**
 * A piece of advice: what goes wrong in a training, and the smallest change to try.
 *
 * @param rule name of the rule that found it
 * @param since the step from which it has been so
 * @param seen what was seen, in words and numbers
 * @param change what to try
 * @param source where the rule is from
 */
public record Advice(String rule, long since, String seen, String change, String source) {
  /** A line for people. */
  @Override
  public String toString() {
    return "advice: %s, since step %s; try %s (%s)".formatted(seen, since, change, source);
  }
}
