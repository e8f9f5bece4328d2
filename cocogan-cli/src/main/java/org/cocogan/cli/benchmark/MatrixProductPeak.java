package org.cocogan.cli.benchmark;

import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/**
 * The most multiply-accumulates a second that an engine reaches, in products of square matrices.
 */
final class MatrixProductPeak {
  private static final int[] SIDES = {1024, 1536, 2048};
  private static final int RUNS = 7;

  private MatrixProductPeak() {}

  static double measure(Backend backend) {
    double best = 0;
    for (int side : SIDES) {
      double work = (double) side * side * side;
      best = Math.max(best, work / seconds(backend, side));
    }
    return best;
  }

  private static double seconds(Backend backend, int side) {
    try (Variables variables = backend.newVariables()) {
      variables.set("left", HostArray.filled(Shape.of(side, side), 0.5f));
      variables.set("right", HostArray.filled(Shape.of(side, side), 0.25f));
      // One entry is enough of an output: copying them all would count against the product.
      ProgramDefinition product =
          new ProgramDefinition(
              "matrix product",
              Map.of(),
              Set.of(),
              scope ->
                  ProgramResult.of(
                      Map.of(
                          "entry",
                          scope
                              .variable("left")
                              .matMul(scope.variable("right"))
                              .slice(0, 0, 1)
                              .slice(1, 0, 1))));
      try (Program program = backend.compile(product, variables)) {
        return Timing.of(RUNS, () -> program.run(Map.of())).least();
      }
    }
  }
}
