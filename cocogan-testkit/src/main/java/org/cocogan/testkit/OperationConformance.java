package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests that each operation computes what the reference computes and refuses wrong shapes. */
interface OperationConformance extends StartedBackend {
  @TestFactory
  default Stream<DynamicTest> computesWhatTheReferenceComputes() {
    return OperationCases.all().stream()
        .map(use -> CaseTest.of(use.name(), () -> assertComputed(use)));
  }

  private void assertComputed(OperationCase use) {
    ProgramDefinition definition = use.ofInputs();
    ReferenceResult expected =
        new ReferenceProgram(definition.function()).run(use.operands(), Map.of());

    Map<String, HostArray> actual = run(definition, use.hostOperands());

    Closeness.assertClose(actual, expected.outputs(), tolerance());
  }

  @TestFactory
  default Stream<DynamicTest> refusesShapesThatDoNotFit() {
    return ShapeMistake.all().stream()
        .map(mistake -> CaseTest.of(mistake.use().name(), () -> assertRefused(mistake)));
  }

  private void assertRefused(ShapeMistake mistake) {
    ProgramDefinition definition = mistake.use().ofInputs();
    ReferenceProgram reference = new ReferenceProgram(definition.function());
    Throwable expected = catchThrowable(() -> reference.run(mistake.use().operands(), Map.of()));

    Throwable actual = catchThrowable(() -> run(definition, mistake.use().hostOperands()));

    String[] needed =
        Stream.concat(Stream.of(mistake.operation()), mistake.named().stream().map(Shape::toString))
            .toArray(String[]::new);
    assertThat(actual)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(needed)
        .hasMessage(expected.getMessage());
  }

  @Test
  default void decidesAsTheReferenceDoesAtZero() {
    Shape shape = Shape.of(4);
    ProgramDefinition definition =
        new ProgramDefinition(
            "zeros",
            Map.of("x", shape),
            Set.of(),
            scope -> {
              Tensor x = scope.input("x");
              Map<String, Tensor> outputs = new LinkedHashMap<>();
              outputs.put("positiveMask", x.positiveMask());
              outputs.put("relu", x.relu());
              outputs.put("leakyRelu", x.leakyRelu(0.2f));
              outputs.put("abs", x.abs());
              outputs.put("sqrt", x.abs().sqrt());
              return ProgramResult.of(outputs);
            });
    HostArray values = new HostArray(shape, new float[] {0, 1e-6f, -1e-6f, 0});
    ReferenceResult expected =
        new ReferenceProgram(definition.function())
            .run(Map.of("x", DoubleArray.of(values)), Map.of());

    Closeness.assertClose(run(definition, Map.of("x", values)), expected.outputs(), 1e-9);
  }

  @Test
  default void carriesNotANumberAndInfinityThroughArithmetic() {
    Shape shape = Shape.of(3);
    ProgramDefinition definition =
        new ProgramDefinition(
            "not finite",
            Map.of("x", shape),
            Set.of(),
            scope -> {
              Tensor x = scope.input("x");
              return ProgramResult.of(
                  Map.of("log", x.log(), "sum", x.log().sum(), "reciprocal", x.square().divide(x)));
            });
    HostArray values = new HostArray(shape, new float[] {-1, 0, 1});

    Map<String, HostArray> outputs = run(definition, Map.of("x", values));

    float[] logarithms = Closeness.find(outputs, "log").values();
    assertThat(logarithms[0]).isNaN();
    assertThat(logarithms[1]).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(logarithms[2]).isZero();
    assertThat(Closeness.find(outputs, "sum").scalar()).isNaN();
    assertThat(Closeness.find(outputs, "reciprocal").values()[1]).isNaN();
  }

  private Map<String, HostArray> run(ProgramDefinition definition, Map<String, HostArray> inputs) {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      return program.run(inputs);
    }
  }
}
