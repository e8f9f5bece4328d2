package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Map;
import org.cocogan.tensor.HostArray;

/** Compares what a backend computed with what the reference did. */
final class Closeness {
  private Closeness() {}

  /**
   * Fails unless each value differs by at most the tolerance times the reference's largest
   * magnitude (or one, if that is larger).
   */
  static void assertClose(String what, HostArray actual, DoubleArray expected, double tolerance) {
    assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
    double allowed = tolerance * Math.max(1, expected.magnitude());
    for (int i = 0; i < actual.values().length; i++) {
      double difference = Math.abs(actual.values()[i] - expected.values()[i]);
      if (!(difference <= allowed)) {
        fail(
            "%s at %s is %s but the reference computes %s, more than %.1e apart",
            what,
            Arrays.toString(expected.index(i)),
            actual.values()[i],
            expected.values()[i],
            allowed);
      }
    }
  }

  /** The same for every array of a map, and the same names in both. */
  static void assertClose(
      Map<String, HostArray> actual, Map<String, DoubleArray> expected, double tolerance) {
    assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach((name, array) -> assertClose(name, find(actual, name), array, tolerance));
  }

  /** Fails unless the array has exactly these values. */
  static void assertSame(String what, HostArray actual, HostArray expected) {
    assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
    assertThat(actual.values()).as(what).containsExactly(expected.values());
  }

  /** The array of that name; fails if there is none. */
  static HostArray find(Map<String, HostArray> arrays, String name) {
    HostArray array = arrays.get(name);
    if (array == null) {
      throw new AssertionError("there is no array " + name + ", only " + arrays.keySet());
    }
    return array;
  }
}
