package org.cocogan.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

/** A gradient reads the numbers of the forward pass, whatever the garbage collector did since. */
class NumbersInGradientsTest {
  private static final int NUMBERS = 200;

  @Test
  void survivesACollectionBetweenForwardAndBackward() {
    ProgramDefinition definition =
        new ProgramDefinition(
            "numbers",
            Map.of(),
            Set.of("weight"),
            scope -> {
              Tensor sum = scope.variable("weight").mean(0, 1);
              for (int i = 1; i < NUMBERS; i++) {
                sum = sum.add(scope.variable("weight").multiply(i).mean(0, 1));
              }
              overwriteGarbage();
              Tensor loss = sum.reshape();
              return new ProgramResult(Map.of(), Optional.of(loss), Map.of());
            });

    try (Backend backend = new DjlBackendProvider().start(new BackendOptions(1, "cpu"));
        Variables variables = backend.newVariables()) {
      variables.set("weight", HostArray.filled(Shape.of(2, 2), 1));
      try (Program program = backend.compile(definition, variables)) {
        float expected = (1 + NUMBERS * (NUMBERS - 1) / 2) / 4f;
        for (int run = 0; run < 5; run++) {
          assertThat(program.gradients(Map.of()))
              .hasEntrySatisfying(
                  "weight", gradient -> assertThat(gradient.values()).containsOnly(expected));
        }
      }
    }
  }

  /** Frees the direct buffers that nothing refers to, and writes to memory of the same size. */
  private static void overwriteGarbage() {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      System.gc();
      for (int i = 0; i < 10 * NUMBERS; i++) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());
        buffers.add(buffer.putFloat(0, Float.MAX_VALUE));
      }
    }
    assertThat(buffers).isNotEmpty();
  }
}
