package org.cocogan.testkit;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** A test of one case of a table. */
final class CaseTest {
  private CaseTest() {}

  /** The test; its failure names the case, because many reports show no name but the method's. */
  static DynamicTest of(String name, Executable test) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try {
            test.execute();
          } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(name + ": " + failure.getMessage(), failure);
          }
        });
  }
}
