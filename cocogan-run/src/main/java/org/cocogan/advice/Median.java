package org.cocogan.advice;

import java.util.Collection;

/** The median of numbers: the middle one in order, or the mean of the two in the middle. */
public final class Median {
  private Median() {}

  /** The median of numbers, of which there is at least one. */
  public static double of(Collection<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
