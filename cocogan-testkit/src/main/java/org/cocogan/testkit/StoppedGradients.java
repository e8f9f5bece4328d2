package org.cocogan.testkit;

import java.util.Iterator;
import java.util.List;
import org.cocogan.tensor.TensorOperations;

/**
 * Makes finite differences blind behind {@code stopGradient}: a first run records what went through
 * it, and later runs, whose variables moved a little, get the recorded arrays in the same order.
 */
final class StoppedGradients {
  private StoppedGradients() {}

  static TensorOperations<DoubleArray> recordedIn(
      List<DoubleArray> stopped, TensorOperations<DoubleArray> operations) {
    return Interception.of(
        operations,
        (operation, computed) -> {
          if (operation.getName().equals("stopGradient")) {
            stopped.add(((DoubleArray) computed).copy());
          }
          return computed;
        });
  }

  static TensorOperations<DoubleArray> replayedFrom(
      List<DoubleArray> stopped, TensorOperations<DoubleArray> operations) {
    Iterator<DoubleArray> next = stopped.iterator();
    return Interception.of(
        operations,
        (operation, computed) ->
            operation.getName().equals("stopGradient") ? next.next() : computed);
  }
}
