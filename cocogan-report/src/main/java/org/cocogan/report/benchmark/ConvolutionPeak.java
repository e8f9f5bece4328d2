package org.cocogan.report.benchmark;

import java.util.Map;
import java.util.Set;
import org.cocogan.exact.Product;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/**
 * The most multiply-accumulates a second that an engine reaches in 3x3 convolutions with the
 * channels, sides and precision of the workload, which take most of its time.
 */
final class ConvolutionPeak {
  private static final int RUNS = 10;
  private static final int LEAST_SIDE = 4;

  /** Real, fake and mixed patches. */
  private static final int PASSES = 3;

  private ConvolutionPeak() {}

  static double measure(Backend backend, Workload workload) {
    double best = 0;
    int channels = Product.of(4, workload.width());
    for (int side = workload.macro() / 2; side >= LEAST_SIDE; side /= 2) {
      Shape images = Shape.of(Product.of(PASSES, workload.batch()), channels, side, side);
      Shape kernel = Shape.of(channels, channels, 3, 3);
      double work = (double) images.size() * channels * 3 * 3;
      best = Math.max(best, work / seconds(backend, images, kernel));
      channels = Product.of(8, workload.width());
    }
    return best;
  }

  private static double seconds(Backend backend, Shape images, Shape kernel) {
    try (Variables variables = backend.newVariables()) {
      variables.set("images", HostArray.filled(images, 0.5f));
      variables.set("kernel", HostArray.filled(kernel, 0.25f));
      ProgramDefinition definition =
          new ProgramDefinition(
              "convolution",
              Map.of("factor", Shape.of()),
              Set.of(),
              scope ->
                  ProgramResult.of(
                      Map.of(
                          "pixel",
                          scope
                              .variable("images")
                              // An engine must not find the result once and for all.
                              .multiply(scope.input("factor"))
                              .conv2d(scope.variable("kernel"), 1, 1)
                              // Copying all to the Java heap would count against it.
                              .slice(0, 0, 1)
                              .slice(2, 0, 1)
                              .slice(3, 0, 1))));
      try (Program program = backend.compile(definition, variables)) {
        Map<String, HostArray> inputs = Map.of("factor", HostArray.scalar(1));
        return Timing.of(RUNS, () -> program.run(inputs)).least();
      }
    }
  }
}
