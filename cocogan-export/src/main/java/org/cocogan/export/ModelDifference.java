package org.cocogan.export;

import java.util.Map;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.tensor.HostArray;

/** Tells how far a model's outputs are from the engine's. */
final class ModelDifference {
  private static final double BYTES = 127.5;

  private ModelDifference() {}

  /**
   * The largest difference in any output, relative to its largest value if that exceeds one; for
   * pictures in [-1, 1], for looked up numbers in the distance of their vectors.
   *
   * @param expected outputs of the program, by name
   * @param actual outputs of the model, by name
   */
  static double of(
      Iterable<ModelOutput> outputs,
      Map<String, HostArray> expected,
      Map<String, HostArray> actual) {
    double most = 0;
    for (ModelOutput output : outputs) {
      HostArray given = find(actual, output.name());
      double apart;
      if (output instanceof ModelOutput.Nearest nearest) {
        apart = ofNumbers(nearest, find(expected, nearest.programOutput()), given);
      } else {
        boolean bytes = output instanceof ModelOutput.Values values && values.bytes();
        apart = ofValues(bytes, find(expected, output.name()), given);
      }
      most = Math.max(most, apart);
    }
    return most;
  }

  private static HostArray find(Map<String, HostArray> outputs, String name) {
    HostArray output = outputs.get(name);
    if (output == null) {
      throw new IllegalStateException("there is no output " + name);
    }
    return output;
  }

  private static double ofValues(boolean bytes, HostArray expected, HostArray actual) {
    if (!expected.shape().equals(actual.shape())) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 1;
    double most = 0;
    for (int i = 0; i < expected.values().length; i++) {
      double wanted = expected.values()[i];
      double apart = Math.abs(wanted - actual.values()[i]);
      // A byte is as good as it can be within half of one.
      double counted = bytes ? Math.max(0, apart - 0.5) / BYTES : apart;
      largest = Math.max(largest, bytes ? 1 : Math.abs(wanted));
      most = Math.max(most, counted);
    }
    return most / largest;
  }

  /** How much farther the chosen vectors are than the nearest ones. */
  private static double ofNumbers(ModelOutput.Nearest table, HostArray vectors, HostArray numbers) {
    int rows = vectors.shape().dimension(0);
    if (!numbers.shape().equals(table.numbers().shape().with(0, rows))) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    for (int row = 0; row < rows; row++) {
      double nearest = Double.POSITIVE_INFINITY;
      double chosen = Double.POSITIVE_INFINITY;
      for (int choice = 0; choice < table.vectors().shape().dimension(0); choice++) {
        double distance = distance(vectors, row, table.vectors(), choice);
        nearest = Math.min(nearest, distance);
        // Equal numbers may stand beside several vectors.
        if (distance(numbers, row, table.numbers(), choice) == 0) {
          chosen = Math.min(chosen, distance);
        }
      }
      most = Math.max(most, chosen - nearest);
    }
    return most;
  }

  private static double distance(HostArray left, int leftRow, HostArray right, int rightRow) {
    int entries = left.shape().dimension(1);
    double sum = 0;
    for (int i = 0; i < entries; i++) {
      double apart =
          (double) left.values()[leftRow * entries + i] - right.values()[rightRow * entries + i];
      sum += apart * apart;
    }
    return Math.sqrt(sum);
  }
}
