package org.cocogan.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

class DjlMemoryTest {
  private static final int FACTORS = 40;

  /**
   * A product with a number keeps the number for the gradient. DJL's own {@code mul(Number)} lets
   * go of its memory at once, and a garbage collection before the gradient then gives it to others.
   */
  @Test
  void keepsNumbersUntilTheGradientIsTaken() {
    try (Backend backend = DjlBackend.start(new BackendOptions(1, "cpu"));
        Variables variables = backend.newVariables()) {
      variables.set("x", HostArray.scalar(1));
      ProgramDefinition definition =
          new ProgramDefinition(
              "numbers",
              Map.of(),
              Set.of("x"),
              scope -> {
                Tensor product = scope.variable("x");
                for (int i = 0; i < FACTORS; i++) {
                  product = product.multiply(1.25f);
                }
                collectGarbage();
                for (int i = 0; i < 1000 * FACTORS; i++) {
                  scope.constant(HostArray.scalar(Float.NaN));
                }
                return new ProgramResult(Map.of(), Optional.of(product), Map.of());
              });
      try (Program program = backend.compile(definition, variables)) {
        HostArray gradient = program.gradients(Map.of()).get("x");
        assertThat(gradient).isNotNull();
        assertThat((double) gradient.scalar())
            .isCloseTo(Math.pow(1.25, FACTORS), withPercentage(0.01));
      }
    }
  }

  private static void collectGarbage() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
  }
}
