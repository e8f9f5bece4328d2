package org.cocogan.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What frees native memory waits until no thread computes with it. */
class ClosingTest {
  private static final Shape WEIGHT = Shape.of(16, 16, 3, 3);

  private static ProgramDefinition convolution() {
    return new ProgramDefinition(
        "convolution",
        Map.of("x", Shape.of(8, 16, 24, 24)),
        Set.of("w"),
        scope -> {
          Tensor loss = scope.input("x").conv2d(scope.variable("w"), 1, 1).square().mean();
          return new ProgramResult(Map.of("loss", loss), Optional.of(loss), Map.of());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"program", "variables", "backend"})
  void waitsForRunsOnOtherThreads(String what) throws InterruptedException {
    Backend backend = new DjlBackendProvider().start(new BackendOptions(1, "cpu"));
    Variables variables = backend.newVariables();
    variables.set("w", HostArray.filled(WEIGHT, 0.1f));
    Program program = backend.compile(convolution(), variables);
    Map<String, HostArray> inputs = Map.of("x", HostArray.filled(Shape.of(8, 16, 24, 24), 0.5f));
    CountDownLatch running = new CountDownLatch(3);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              for (int t = 1; t < 1_000_000; t++) {
                program.train(inputs, new AdamUpdate("adam", t, 1e-4, 0, 0.999, 1e-8));
                running.countDown();
              }
            });
    running.await();

    switch (what) {
      case "program" -> program.close();
      case "variables" -> variables.close();
      default -> backend.close();
    }

    assertThatThrownBy(other::join).hasCauseInstanceOf(RuntimeException.class);
    assertThat(other).isCompletedExceptionally();
    program.close();
    variables.close();
    backend.close();
  }
}
