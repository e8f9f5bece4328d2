package org.cocogan.cli.benchmark;

import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;

/**
 * The most multiply-accumulates a second that an engine reaches in products of square matrices.
 *
 * <p>A convolution with a 1x1 kernel is a matrix product too, and engines that leave the two to
 * different libraries are not equally fast at them, so both forms are tried.
 */
final class MatrixProductPeak {
  private static final int[] SIDES = {512, 768, 1024};
  private static final int RUNS = 10;

  private MatrixProductPeak() {}

  static double measure(Backend backend) {
    double best = 0;
    for (int side : SIDES) {
      double product = seconds(backend, Shape.of(side, side), Shape.of(side, side), Tensor::matMul);
      double convolution =
          seconds(
              backend,
              Shape.of(1, side, 32, side / 32),
              Shape.of(side, side, 1, 1),
              (image, kernel) -> image.conv2d(kernel, 1, 0));
      best = Math.max(best, (double) side * side * side / Math.min(product, convolution));
    }
    return best;
  }

  private static double seconds(
      Backend backend, Shape left, Shape right, BinaryOperator<Tensor> operation) {
    try (Variables variables = backend.newVariables()) {
      variables.set("left", HostArray.filled(left, 0.5f));
      variables.set("right", HostArray.filled(right, 0.25f));
      ProgramDefinition definition =
          new ProgramDefinition(
              "matrix product",
              Map.of("factor", Shape.of()),
              Set.of(),
              scope -> {
                // An engine must not find the product once and for all, hence the factor.
                Tensor scaled = scope.variable("left").multiply(scope.input("factor"));
                Tensor product = operation.apply(scaled, scope.variable("right"));
                // Copying all entries to the Java heap would count against the product.
                return ProgramResult.of(Map.of("row", product.slice(0, 0, 1).slice(1, 0, 1)));
              });
      try (Program program = backend.compile(definition, variables)) {
        Map<String, HostArray> inputs = Map.of("factor", HostArray.scalar(1));
        return Timing.of(RUNS, () -> program.run(inputs)).least();
      }
    }
  }
}
