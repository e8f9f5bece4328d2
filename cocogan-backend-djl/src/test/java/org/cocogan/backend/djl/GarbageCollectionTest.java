package org.cocogan.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a gradient needs outlives the garbage collections between the computation and it. */
class GarbageCollectionTest extends WithEngine {
  private static final int TIMES = 500;

  record Case(String name, UnaryOperator<Tensor> operation, float derivative) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> operations() {
    return Stream.of(
        new Case("multiply by a number", x -> x.multiply(3), 3),
        new Case("mean over two axes", x -> x.mean(0, 1), 0.25f),
        new Case("add a number", x -> x.add(3), 1),
        new Case("subtract a number", x -> x.subtract(3), 1),
        new Case("leaky ReLU", x -> x.leakyRelu(0.5f), 1));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void leavesGradientsAsTheyAre(Case use) {
    variables.set("x", HostArray.filled(Shape.of(2, 2), 1));

    HostArray gradient =
        gradient(
            "x",
            scope -> {
              Tensor sum = scope.variable("x").sum().multiply(scope.constant(HostArray.scalar(0)));
              for (int i = 0; i < TIMES; i++) {
                sum = sum.add(use.operation.apply(scope.variable("x")).sum());
              }
              collectGarbage();
              return sum;
            });

    assertThat(gradient.values()).containsOnly(TIMES * use.derivative);
  }

  /** Frees native memory that nobody holds on to, and writes over it. */
  private static void collectGarbage() {
    List<ByteBuffer> overwriting = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      System.gc();
      for (int i = 0; i < 20 * TIMES; i++) {
        overwriting.add(ByteBuffer.allocateDirect(4).putInt(0, -1));
      }
    }
    assertThat(overwriting).allMatch(buffer -> buffer.getInt(0) == -1);
  }
}
