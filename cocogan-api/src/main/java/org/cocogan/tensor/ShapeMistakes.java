package org.cocogan.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Errors about shapes, worded alike: the operation, what it needs, what it was given. */
final class ShapeMistakes {
  private ShapeMistakes() {}

  static IllegalArgumentException of(String operation, String needs, Shape... given) {
    return new IllegalArgumentException(
        operation
            + " needs "
            + needs
            + ", but was given "
            + Arrays.stream(given).map(Shape::toString).collect(Collectors.joining(" and ")));
  }
}
