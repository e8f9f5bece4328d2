package org.cocogan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.cocogan.tensor.HostArray;

/** How far arrays are from each other. */
public final class Distance {
  private Distance() {}

  /**
   * Asserts that no number is further away than a share of the largest expected one.
   *
   * @param what the arrays are, for the message
   * @param tolerance share of the largest expected number, or of one where all are smaller
   */
  public static void assertClose(
      String what, HostArray actual, HostArray expected, double tolerance) {
    assertThat(actual.shape()).as("shape of " + what).isEqualTo(expected.shape());
    double largest = 1;
    double distance = 0;
    for (int i = 0; i < expected.values().length; i++) {
      largest = Math.max(largest, Math.abs(expected.values()[i]));
      float difference = actual.values()[i] - expected.values()[i];
      distance = Float.isNaN(difference) ? Double.NaN : Math.max(distance, Math.abs(difference));
    }
    assertThat(distance).as("distance of " + what).isLessThanOrEqualTo(tolerance * largest);
  }
}
